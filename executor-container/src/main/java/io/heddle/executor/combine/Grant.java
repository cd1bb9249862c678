package io.heddle.executor.combine;

import java.io.IOException;

/** What a table's room has granted it, so that most growth is only a comparison. */
final class Grant {
  /** Asked for at once beyond what is needed. */
  private static final long ASK_BYTES = 1 << 14;

  private final Room room;
  private long bytes;

  Grant(Room room) {
    this.room = room;
  }

  /**
   * Whether the table may use so much in all; asks only beyond what was granted. When it may not,
   * the table is to be emptied, and the grant {@linkplain #reset reset} with it.
   */
  boolean covers(long wanted) throws IOException {
    if (wanted <= bytes) {
      return true;
    }
    bytes = wanted + ASK_BYTES;
    if (!room.fits(bytes)) {
      bytes = wanted;
      return room.fits(bytes);
    }
    return true;
  }

  /** The table takes exactly so much now, whether more or less than was granted. */
  void settleAt(long used) throws IOException {
    bytes = used;
    room.fits(bytes);
  }

  /** The table is empty. */
  void reset() {
    bytes = 0;
  }
}
