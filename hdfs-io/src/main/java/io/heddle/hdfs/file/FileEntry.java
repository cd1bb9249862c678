package io.heddle.hdfs.file;

import java.util.List;

/**
 * A file or directory that was found.
 *
 * @param path such as {@link FileAccess#of} takes in any process of the application: absolute, with
 *     its scheme
 * @param length in bytes; 0 for directories
 * @param modifiedMillis when it was last changed, since the epoch; negative when that is not known
 * @param knownPlaces where its bytes lie, when the listing told; see {@link FileAccess#places}
 */
public record FileEntry(
    String path,
    long length,
    boolean directory,
    long modifiedMillis,
    List<BlockPlace> knownPlaces) {
  public FileEntry {
    knownPlaces = List.copyOf(knownPlaces);
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether listings leave it out of input: its name starts with {@code _} or {@code .}. */
  public boolean hidden() {
    return name().startsWith("_") || name().startsWith(".");
  }
}
