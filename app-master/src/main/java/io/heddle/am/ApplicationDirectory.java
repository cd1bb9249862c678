package io.heddle.am;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The application's own directory in the staging area, which its owner alone can look into: what
 * its attempts leave for each other and for the client. Safe for all threads.
 */
final class ApplicationDirectory {
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

  private final FileSystem fs;
  private final Path directory;

  /**
   * @param path qualified
   */
  ApplicationDirectory(Configuration hadoop, String path) throws IOException {
    this.directory = new Path(path);
    this.fs = directory.getFileSystem(hadoop);
  }

  /**
   * Creates a file, and the directory before it; an old one is replaced. A flush of the stream
   * makes what was written readable by others, whatever becomes of this process.
   */
  OutputStream create(String name) throws IOException {
    fs.mkdirs(directory, OWNER_ONLY);
    FSDataOutputStream file = fs.create(new Path(directory, name), true);
    return new FilterOutputStream(file) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        file.hflush();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  /** Empty when there is no such file. */
  Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(fs.open(new Path(directory, name)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
