package io.heddle.executor.spill;

import io.heddle.executor.memory.ObjectSizes;

/**
 * Says when the rows gathered for a frame are enough: by their number, or by what they take as
 * objects, estimated from some of them. So what a frame takes while it is written or read does not
 * grow with the size of rows. Used by one thread.
 */
public final class FrameFill {
  /** About the most that the rows of one frame take as objects, unless it is a single row. */
  public static final long MOST_BYTES = 128 * 1024;

  /** What reading frames takes: a buffer of the file, a frame's content, and its rows. */
  public static final long READING_BYTES = 2 * MOST_BYTES;

  private static final int MEASURE_MASK = 15;

  /** Rows as large as this are measured all. */
  private static final long LARGE_BYTES = MOST_BYTES / 64;

  private final int mostRows;
  private int rows;
  private long bytes;
  private long lastBytes;

  /**
   * @param mostRows of one frame, at least 1
   */
  public FrameFill(int mostRows) {
    this.mostRows = mostRows;
  }

  /**
   * Counts a row; {@code value} may be null where there are keys alone. Says whether it is full.
   */
  public boolean add(Object key, Object value) {
    if ((rows & MEASURE_MASK) == 0 || lastBytes >= LARGE_BYTES) {
      lastBytes = ObjectSizes.of(key) + ObjectSizes.of(value);
    }
    bytes += lastBytes;
    return ++rows >= mostRows || bytes >= MOST_BYTES;
  }

  /** The next frame begins. */
  public void clear() {
    rows = 0;
    bytes = 0;
  }

  /** Rows of one frame where each takes about so many bytes. */
  public static int rowsOf(long rowBytes, int mostRows) {
    return (int) Math.max(1, Math.min(mostRows, MOST_BYTES / Math.max(1, rowBytes)));
  }
}
