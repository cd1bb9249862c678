package io.heddle.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is deleted with all in it when it is not needed, or when the JVM ends; when that
 * is killed, by the next one that makes such a directory.
 */
final class TemporaryDirectory {
  private static final String PREFIX = "heddle-local-";

  private final Path path;
  private final FileChannel owner;
  private final Thread hook;
  private final AtomicBoolean deleted = new AtomicBoolean();

  private TemporaryDirectory(Path path, FileChannel owner) {
    this.path = path;
    this.owner = owner;
    this.hook = new Thread(this::deleteFiles, "heddle-delete-" + path.getFileName());
  }

  /**
   * A new one in the JVM's directory for temporary files. Those that dead processes left there are
   * deleted in the background.
   */
  static TemporaryDirectory create() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    Thread cleaner = new Thread(() -> removeAbandoned(parent), "heddle-delete-abandoned");
    cleaner.setDaemon(true);
    cleaner.start();
    return createIn(parent);
  }

  static TemporaryDirectory createIn(Path parent) {
    try {
      Path path = Files.createTempDirectory(parent, PREFIX);
      TemporaryDirectory directory = new TemporaryDirectory(path, DirectoryOwner.claim(path));
      Runtime.getRuntime().addShutdownHook(directory.hook);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }

  /** Deletes the directories of processes that have ended without deleting them. */
  static void removeAbandoned(Path parent) {
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : directories) {
        if (DirectoryOwner.isAbandoned(directory)) {
          Files.walkFileTree(directory, new Deleter());
          logger().info("deleted what a killed process left: {}", directory);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      logger().warn("what killed processes left in {} stays there: {}", parent, e.toString());
    }
  }

  Path path() {
    return path;
  }

  /** Deletes it now. */
  void delete() {
    deleteFiles();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook finds nothing to do.
      logger().debug("deleted while the JVM ends: {}", path);
    }
  }

  private void deleteFiles() {
    if (!deleted.compareAndSet(false, true)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deleter());
      owner.close();
    } catch (IOException e) {
      logger().warn("the temporary directory {} is left behind: {}", path, e.toString());
    }
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(TemporaryDirectory.class);
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE; // a task that is ending deleted it first
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
