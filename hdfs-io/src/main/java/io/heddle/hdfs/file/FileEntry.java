package io.heddle.hdfs.file;

/**
 * A file or directory that was found.
 *
 * @param path such as {@link FileAccess} takes
 * @param length in bytes; 0 for directories
 */
public record FileEntry(String path, long length, boolean directory) {
  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
