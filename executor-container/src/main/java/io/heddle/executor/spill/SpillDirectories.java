package io.heddle.executor.spill;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads temporary files over the application's local directories, as {@code
 * <dir>/heddle-spill/<executor>/<n>}. Safe for all threads.
 */
public final class SpillDirectories {
  private final List<Path> directories;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param localDirectories the application's, at least one
   * @param executorId keeps executors of one node apart; a plain file name
   */
  public SpillDirectories(List<Path> localDirectories, String executorId) {
    directories =
        localDirectories.stream().map(d -> d.resolve("heddle-spill").resolve(executorId)).toList();
  }

  /** Opens or makes something at a path that no file has yet. */
  interface Creation<T> {
    T at(Path file) throws IOException;
  }

  /**
   * Starts a spill file in the next directory that takes one.
   *
   * @throws HeddleException DISK_FULL when none does
   */
  public SpillFile createSpill() {
    return create(SpillFile::new);
  }

  /**
   * A new empty file, to be written and read, which goes when the channel is closed.
   *
   * @throws HeddleException DISK_FULL when no directory takes one
   */
  public FileChannel newChannel() {
    return create(
        file ->
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
  }

  /**
   * A path for a file that lives longer than a task; its directory exists.
   *
   * @throws HeddleException DISK_FULL when no directory can be written
   */
  public Path newFile() {
    return create(Files::createFile);
  }

  private <T> T create(Creation<T> creation) {
    HeddleException failure = null;
    for (int tried = 0; tried < directories.size(); tried++) {
      int n = next.getAndIncrement() & Integer.MAX_VALUE;
      Path directory = directories.get(n % directories.size());
      try {
        Files.createDirectories(directory);
        return creation.at(directory.resolve(Integer.toString(n)));
      } catch (IOException e) {
        if (failure == null) {
          failure =
              new HeddleException(
                  ErrorCode.DISK_FULL, "no local directory takes a temporary file", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    throw failure;
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
