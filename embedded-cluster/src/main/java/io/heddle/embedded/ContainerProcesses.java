package io.heddle.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Finds and ends the processes of containers. They outlive their NodeManager when that does not end
 * in good order.
 *
 * <p>Each container writes its process id to {@code <container id>.pid} below its NodeManager's
 * private local directory.
 */
final class ContainerProcesses {
  /**
   * How far apart a process's start and the writing of its id may lie; farther, the id belongs to
   * another by now.
   */
  private static final Duration PID_FILE_LAG = Duration.ofSeconds(20);

  private ContainerProcesses() {}

  /**
   * The living processes, with their descendants, whose id files lie anywhere below the directory.
   */
  static List<ProcessHandle> below(Path dir) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    for (Path pidFile : pidFilesBelow(dir)) {
      Optional<ProcessHandle> leader = leaderOf(pidFile);
      if (leader.isPresent()) {
        found.add(leader.get());
        leader.get().descendants().forEach(found::add);
      }
    }
    return found;
  }

  /**
   * Kills a process and its descendants with SIGKILL, the descendants last so that none is
   * overlooked.
   */
  static void kill(ProcessHandle leader) {
    List<ProcessHandle> family = new ArrayList<>();
    family.add(leader);
    leader.descendants().forEach(family::add);
    family.forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills the processes and returns when they are gone, or after ten seconds. */
  static void reap(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (ProcessHandle process : processes) {
      try {
        process.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("process " + process.pid() + " does not end", e);
      }
    }
  }

  private static List<Path> pidFilesBelow(Path dir) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(dir)) {
      return found;
    }
    // Directories vanish under way as applications end; a stream of Files.walk would fail then.
    Files.walkFileTree(
        dir,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".pid")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static Optional<ProcessHandle> leaderOf(Path pidFile) {
    try (Stream<String> lines = Files.lines(pidFile)) {
      Instant written = Files.getLastModifiedTime(pidFile).toInstant();
      return lines
          .findFirst()
          .map(String::trim)
          .filter(text -> text.matches("[0-9]+"))
          .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAround(process, written));
    } catch (IOException | UncheckedIOException e) {
      // Removed meanwhile: its container has ended.
      return Optional.empty();
    }
  }

  private static boolean startedAround(ProcessHandle process, Instant written) {
    return process
        .info()
        .startInstant()
        .map(started -> Duration.between(started, written).abs().compareTo(PID_FILE_LAG) < 0)
        .orElse(false);
  }
}
