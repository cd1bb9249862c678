package io.heddle.shuffle.file;

import java.nio.file.Path;

/** A range of a data file. Immutable. */
public final class FileSegment {
  private final Path file;
  private final long position;
  private final long length;

  FileSegment(Path file, long position, long length) {
    this.file = file;
    this.position = position;
    this.length = length;
  }

  public Path file() {
    return file;
  }

  /** Offset of the first byte in the file. */
  public long position() {
    return position;
  }

  /** Number of bytes. */
  public long length() {
    return length;
  }
}
