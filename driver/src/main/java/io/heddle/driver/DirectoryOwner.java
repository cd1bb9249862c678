package io.heddle.driver;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Marks a directory as that of a process: a file {@code owner.<pid>} in it, on which the process
 * holds a lock. The kernel lets the lock go with the process, however it ends, so that whoever gets
 * it knows that the directory is abandoned.
 */
final class DirectoryOwner {
  private static final String MARK = "owner.";
  private static final String UNFINISHED = "unowned";

  private DirectoryOwner() {}

  /** Marks a new directory as this process's for as long as the channel is open. */
  static FileChannel claim(Path directory) throws IOException {
    Path unfinished = directory.resolve(UNFINISHED);
    FileChannel channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    // The mark appears with its lock held.
    Files.move(unfinished, directory.resolve(MARK + pid()), StandardCopyOption.ATOMIC_MOVE);
    return channel;
  }

  /** Whether a process marked the directory and has ended; false when in doubt. */
  static boolean isAbandoned(Path directory) {
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory, MARK + "*")) {
      for (Path mark : marks) {
        // Our own marks must not even be opened: closing any channel of a file ends its locks.
        return !mark.getFileName().toString().equals(MARK + pid()) && canLock(mark);
      }
    } catch (IOException e) {
      return false; // another user's, or going away
    }
    return false;
  }

  private static boolean canLock(Path mark) throws IOException {
    try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }
}
