package io.heddle.embedded;

import org.apache.hadoop.fs.LocalFileSystem;

/**
 * {@link QuickRawFileSystem} for those who ask for a {@code FileSystem}: with checksum files, as
 * Hadoop's own.
 */
public final class QuickLocalFileSystem extends LocalFileSystem {
  /** Called by Hadoop. */
  public QuickLocalFileSystem() {
    super(new QuickRawFileSystem());
  }
}
