package io.heddle.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that is deleted with all in it when it is not needed, or when the JVM ends. */
final class TemporaryDirectory {
  private final Path path;
  private final Thread hook;
  private final AtomicBoolean deleted = new AtomicBoolean();

  private TemporaryDirectory(Path path) {
    this.path = path;
    this.hook = new Thread(this::deleteFiles, "heddle-delete-" + path.getFileName());
  }

  /** A new one in the JVM's directory for temporary files. */
  static TemporaryDirectory create(String name) {
    try {
      TemporaryDirectory directory =
          new TemporaryDirectory(Files.createTempDirectory("heddle-" + name + "-"));
      Runtime.getRuntime().addShutdownHook(directory.hook);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
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
