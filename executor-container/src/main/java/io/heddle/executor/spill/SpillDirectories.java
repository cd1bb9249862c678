package io.heddle.executor.spill;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads temporary files over the application's local directories, as {@code
 * <dir>/heddle-spill/<executor>/<n>}. A directory that has failed is left alone for a while, as
 * long as others do. Safe for all threads.
 */
public final class SpillDirectories {
  private static final Logger LOG = LoggerFactory.getLogger(SpillDirectories.class);
  private static final long AVOID_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final List<Path> directories;
  private final Opener opener;
  private final AtomicLongArray failedNanos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();

  /**
   * @param localDirectories the application's, at least one
   * @param executorId keeps executors of one node apart; a plain file name
   */
  public SpillDirectories(List<Path> localDirectories, String executorId) {
    this(localDirectories, executorId, SpillDirectories::open);
  }

  /**
   * @param opener makes the files of spills
   */
  SpillDirectories(List<Path> localDirectories, String executorId, Opener opener) {
    this.opener = opener;
    directories =
        localDirectories.stream().map(d -> d.resolve("heddle-spill").resolve(executorId)).toList();
    failedNanos = new AtomicLongArray(directories.size());
  }

  /** Makes a file that no one has yet, to be written and read. */
  interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  /** Opens or makes something at a path that no file has yet. */
  interface Creation<T> {
    T at(Path file) throws IOException;
  }

  /** A file that goes when its channel is closed, and its place among the directories. */
  record Opened(FileChannel channel, Path directory) {}

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /**
   * Starts a spill file in the next directory that takes one.
   *
   * @throws HeddleException DISK_FULL when none does
   */
  public SpillFile createSpill() {
    return new SpillFile(this);
  }

  /** A new empty file, which goes when the channel is closed; as {@link #createSpill}. */
  Opened openSpill() {
    return create(file -> new Opened(opener.open(file), file.getParent()));
  }

  /**
   * A new empty file, to be written and read, which goes when the channel is closed.
   *
   * @throws HeddleException DISK_FULL when no directory takes one
   */
  public FileChannel newChannel() {
    return openSpill().channel();
  }

  /**
   * A path for a file that lives longer than a task; its directory exists.
   *
   * @throws HeddleException DISK_FULL when no directory can be written
   */
  public Path newFile() {
    return create(Files::createFile);
  }

  int size() {
    return directories.size();
  }

  /** A file in one of the directories could not be written. */
  void failed(Path directory, IOException cause) {
    int at = directories.indexOf(directory);
    if (at >= 0) {
      LOG.warn("The local directory {} fails and is avoided for a while: {}", directory, cause);
      failedNanos.set(at, System.nanoTime() | 1);
    }
  }

  private boolean isAvoided(int at) {
    long failed = failedNanos.get(at);
    return failed != 0 && System.nanoTime() - failed < AVOID_NANOS;
  }

  private <T> T create(Creation<T> creation) {
    int start = next.getAndIncrement() & Integer.MAX_VALUE;
    boolean[] avoided = new boolean[directories.size()];
    for (int at = 0; at < avoided.length; at++) {
      avoided[at] = isAvoided(at);
    }
    HeddleException failure = null;
    for (int tried = 0; tried < 2 * avoided.length; tried++) {
      int at = (start + tried % avoided.length) % avoided.length;
      if (avoided[at] != tried >= avoided.length) {
        continue;
      }
      Path directory = directories.get(at);
      try {
        Files.createDirectories(directory);
        return creation.at(directory.resolve(Integer.toString(names.getAndIncrement())));
      } catch (ClosedChannelException e) {
        throw new HeddleException(ErrorCode.KILLED, "a temporary file was closed", e);
      } catch (IOException e) {
        failed(directory, e);
        failure = with(failure, directory, e);
      }
    }
    throw failure;
  }

  private static HeddleException with(HeddleException before, Path directory, IOException cause) {
    HeddleException failure =
        new HeddleException(
            ErrorCode.DISK_FULL,
            (before == null
                    ? "no local directory takes a temporary file: "
                    : before.detail() + "; ")
                + directory
                + ": "
                + cause.getMessage(),
            cause);
    if (before != null) {
      failure.addSuppressed(before);
    }
    return failure;
  }

  /** Removes what is left; for the executor's end. */
  public void removeAll() throws IOException {
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (var files = Files.newDirectoryStream(directory)) {
          for (Path file : files) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(directory);
      }
    }
  }
}
