package io.heddle.hdfs.file;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.HadoopConf;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * One file system. Paths may carry its scheme or not; they are taken as they are, {@code %} is no
 * escape. Implementations are safe for all threads; streams belong to their caller.
 */
public interface FileAccess {
  /**
   * The file system of a path: that of its scheme; without a scheme Hadoop's default where the
   * environment or {@code heddle.hadoop.fs.defaultFS} sets one, else the local disk. For the local
   * disk no class of Hadoop's is loaded, unless to learn the default.
   *
   * @throws IOException when it cannot be reached
   */
  static FileAccess of(String path, HeddleConf conf) throws IOException {
    if (path.startsWith("file:")) {
      return new LocalFileAccess();
    }
    boolean hadoop =
        hasScheme(path)
            || HadoopConf.isConfigured()
            || conf.asMap().containsKey(HeddleConf.HADOOP_PREFIX + "fs.defaultFS");
    return hadoop ? HadoopFileAccess.of(path, conf) : new LocalFileAccess();
  }

  /** The path with its scheme, absolute: the same file in any process of the application. */
  String qualified(String path);

  /**
   * What a path or a {@link PathPattern pattern} names, sorted by path; a path without wildcards
   * that is not there gives an empty list too.
   */
  List<FileEntry> find(String pathOrPattern) throws IOException;

  /**
   * What lies directly in a directory, sorted by path.
   *
   * @throws FileNotFoundException when it is not there
   */
  List<FileEntry> list(String directory) throws IOException;

  /** Where a file's bytes lie, by offset; at least one place for a file that is not empty. */
  List<BlockPlace> places(FileEntry file) throws IOException;

  /**
   * Reads from a byte onwards, meant for large reads: there is no buffer in between.
   *
   * @throws FileNotFoundException when it is not there
   */
  InputStream open(String path, long offset) throws IOException;

  /**
   * Creates a file, with its directories; an old one is replaced. Meant for large writes. After a
   * {@code flush} whoever opens the file sees what was written before it, even if the writing
   * process dies: what a log needs that others read while it grows.
   */
  OutputStream create(String path) throws IOException;

  boolean exists(String path) throws IOException;

  /** Creates a directory and those above it; one that is there already is fine. */
  void makeDirectories(String path) throws IOException;

  /**
   * Moves a file or directory. The target must not exist, its parent must.
   *
   * @throws IOException when it was not moved
   */
  void rename(String from, String to) throws IOException;

  /** Removes a file, or a directory with all in it; what is not there is fine. */
  void delete(String path) throws IOException;

  /** Reads a whole small file. */
  default byte[] read(String path) throws IOException {
    try (InputStream in = open(path, 0)) {
      return in.readAllBytes();
    }
  }

  private static boolean hasScheme(String path) {
    int colon = path.indexOf(':');
    int slash = path.indexOf('/');
    return colon > 0 && (slash < 0 || colon < slash);
  }
}
