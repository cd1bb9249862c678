package io.heddle.executor.spill;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of map output partitions, spill segments and cached blocks on disk: frames one after
 * the other, nothing between them. Numbers are little-endian.
 *
 * <pre>
 *   offset  bytes
 *        0      4  r, raw length: 1 to {@link #MAX_RAW_BYTES}
 *        4      4  s, stored length: 1 to r
 *        8      s  the content: as it is when s = r, otherwise one LZ4 block of r bytes
 * </pre>
 *
 * <p>The content is one or more batches of {@link io.heddle.serde.Serde}, filling it exactly. So
 * frames of several writers may be joined without decoding, and no frames at all means no records.
 * There is no checksum here: map output files have one for each partition, and files that only
 * their own process reads need none.
 */
final class FrameFormat {
  static final int HEADER_BYTES = 8;
  static final int MAX_RAW_BYTES = 1 << 30;

  /** LZ4 makes at most 255 bytes of one; anything beyond is not what a writer wrote. */
  private static final int MAX_RATIO = 255;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private FrameFormat() {}

  static void putHeader(byte[] bytes, int offset, int rawLength, int storedLength) {
    INT.set(bytes, offset, rawLength);
    INT.set(bytes, offset + 4, storedLength);
  }

  static int rawLength(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static int storedLength(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset + 4);
  }

  /**
   * Checks a header.
   *
   * @param available bytes after the header
   */
  static void check(int rawLength, int storedLength, long available) throws CorruptFrameException {
    if (rawLength < 1
        || rawLength > MAX_RAW_BYTES
        || storedLength < 1
        || storedLength > rawLength
        || storedLength > available
        || rawLength > (long) storedLength * MAX_RATIO) {
      throw new CorruptFrameException(
          "a frame of "
              + rawLength
              + " bytes stored as "
              + storedLength
              + ", with "
              + available
              + " bytes left");
    }
  }
}
