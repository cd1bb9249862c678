package io.heddle.hdfs;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Files put where containers get them. A file appears under its name whole or not at all: it is
 * written beside under a temporary name and renamed. The caller puts a hash of the content into the
 * path, so what is there already is the same file and is not written again. Safe for all threads.
 *
 * <p>Permissions are octal numbers as for {@code chmod} and hold whatever the umask. Failures are
 * {@link HeddleException} HDFS_FAILED and name the path.
 */
public final class StagedFiles {
  private final Configuration configuration;

  public StagedFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * What is needed to have the file localised.
   *
   * @param uri qualified
   * @param bytes its length, and
   * @param modifiedMillis its modification time, by both of which YARN recognises it
   */
  public record Staged(String uri, long bytes, long modifiedMillis) {}

  /** Writes a file's content; the stream is not its to close. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The file as it is now, when it is there. */
  public Optional<Staged> find(String remote) {
    try {
      FileSystem fileSystem = fileSystem(remote);
      Path target = fileSystem.makeQualified(new Path(remote));
      return status(fileSystem, target).map(StagedFiles::staged);
    } catch (IOException e) {
      throw failed("look at", remote, e);
    }
  }

  /**
   * Uploads a local file unless one of the same length is at {@code remote}. Directories that are
   * not there are made with {@link #makeDirectories} as 0755.
   */
  public Staged upload(java.nio.file.Path local, String remote, int permission) {
    long length;
    try {
      length = Files.size(local);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the file '" + local + "' cannot be read", e);
    }
    Optional<Staged> found = find(remote);
    if (found.isPresent() && found.get().bytes() == length) {
      return found.get();
    }
    return write(remote, permission, out -> Files.copy(local, out));
  }

  /** Writes a file that is made on the way, in place of any that is there. */
  public Staged write(String remote, int permission, Content content) {
    try {
      FileSystem fileSystem = fileSystem(remote);
      Path target = fileSystem.makeQualified(new Path(remote));
      makeDirectories(target.getParent().toString(), 0755);
      Path temporary =
          new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
      try {
        try (OutputStream out = fileSystem.create(temporary, true)) {
          content.writeTo(out);
        }
        fileSystem.setPermission(temporary, new FsPermission((short) permission));
        put(fileSystem, temporary, target);
      } catch (IOException | RuntimeException e) {
        deleteQuietly(fileSystem, temporary, e);
        throw e;
      }
      return staged(fileSystem.getFileStatus(target));
    } catch (IOException e) {
      throw failed("write", remote, e);
    }
  }

  private static void put(FileSystem fileSystem, Path temporary, Path target) throws IOException {
    if (fileSystem.rename(temporary, target)) {
      return;
    }
    // Taken: by a concurrent upload of the same content, or by another file. The newer one stays.
    fileSystem.delete(target, false);
    if (!fileSystem.rename(temporary, target)) {
      throw new IOException("cannot rename " + temporary + " to " + target);
    }
  }

  /**
   * Makes a directory and those above it; the permission is given to each one that is made. One
   * that is there stays as it is.
   */
  public void makeDirectories(String remote, int permission) {
    try {
      FileSystem fileSystem = fileSystem(remote);
      Deque<Path> missing = new ArrayDeque<>();
      Path at = fileSystem.makeQualified(new Path(remote));
      while (at != null && !fileSystem.exists(at)) {
        missing.push(at);
        at = at.getParent();
      }
      for (Path directory : missing) {
        if (!fileSystem.mkdirs(directory)) {
          throw new IOException("the directory was not made: " + directory);
        }
        fileSystem.setPermission(directory, new FsPermission((short) permission));
      }
    } catch (IOException e) {
      throw failed("make the directory", remote, e);
    }
  }

  /** Removes a file or a directory with all in it; what is not there is fine. */
  public void delete(String remote) {
    try {
      fileSystem(remote).delete(new Path(remote), true);
    } catch (IOException e) {
      throw failed("delete", remote, e);
    }
  }

  /** The user's home directory, qualified. */
  public String home() {
    try {
      return FileSystem.get(configuration).getHomeDirectory().toString();
    } catch (IOException e) {
      throw failed("reach", FileSystem.getDefaultUri(configuration).toString(), e);
    }
  }

  private FileSystem fileSystem(String remote) throws IOException {
    return new Path(remote).getFileSystem(configuration);
  }

  private static Optional<FileStatus> status(FileSystem fileSystem, Path path) throws IOException {
    try {
      return Optional.of(fileSystem.getFileStatus(path));
    } catch (java.io.FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Staged staged(FileStatus status) {
    return new Staged(status.getPath().toString(), status.getLen(), status.getModificationTime());
  }

  private static void deleteQuietly(FileSystem fileSystem, Path path, Exception failure) {
    try {
      fileSystem.delete(path, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static HeddleException failed(String verb, String remote, IOException e) {
    return new HeddleException(
        ErrorCode.HDFS_FAILED, "cannot " + verb + " '" + remote + "': " + e.getMessage(), e);
  }
}
