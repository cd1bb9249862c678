package io.heddle.shuffle.file;

import java.nio.ByteBuffer;

/**
 * The index of a map output: where each reduce partition's bytes lie in the data file, and their
 * checksums. Immutable once built; safe for any thread.
 *
 * <p>The data file holds the bytes of partition 0, then of partition 1, and so on, with nothing
 * before, between or after them. The index file, all integers big-endian, for {@code n} partitions:
 *
 * <pre>
 *    offset  bytes
 *         0      4  magic 48 44 53 58 ("HDSX")
 *         4      2  version, 1
 *         6      2  reserved, 0
 *         8      4  shuffle id
 *        12      4  map id
 *        16      4  attempt
 *        20      4  n, number of partitions, 1 to 4,194,304
 *   24+12*p      8  end of partition p: the offset in the data file after its last byte
 *   32+12*p      4  CRC32C of partition p's bytes (0 when it is empty)
 *   24+12*n      4  CRC32C of all bytes of the index before this field
 * </pre>
 *
 * A partition starts where the one before it ends, partition 0 at 0; ends never decrease; the last
 * end is the data file's length. A reader must refuse an unknown version, a non-zero reserved
 * field, a file that is not exactly {@code 28+12*n} bytes long, and a wrong checksum.
 */
public final class MapOutputIndex {
  /** The most partitions that one map output can have. */
  public static final int MAX_PARTITIONS = 1 << 22;

  static final int MAGIC = 0x48445358;
  static final short VERSION = 1;
  static final int HEADER_BYTES = 24;
  static final int ENTRY_BYTES = 12;
  static final int TRAILER_BYTES = 4;

  private final MapOutputId id;
  private final long[] ends;
  private final int[] checksums;

  /** Takes ownership of both arrays. */
  MapOutputIndex(MapOutputId id, long[] ends, int[] checksums) {
    this.id = id;
    this.ends = ends;
    this.checksums = checksums;
  }

  public MapOutputId id() {
    return id;
  }

  /** Number of reduce partitions. */
  public int partitions() {
    return ends.length;
  }

  /** Offset of the partition's first byte in the data file. */
  public long offset(int partition) {
    return partition == 0 ? 0 : ends[partition - 1];
  }

  /** Bytes of the partition. */
  public long length(int partition) {
    return ends[partition] - offset(partition);
  }

  /** CRC32C of the partition's bytes. */
  public int checksum(int partition) {
    return checksums[partition];
  }

  /** Bytes of the data file. */
  public long dataLength() {
    return ends[ends.length - 1];
  }

  /**
   * @throws IndexOutOfBoundsException unless {@code 0 <= start < end <= partitions()}
   */
  void checkRange(int start, int end) {
    if (start < 0 || end <= start || end > ends.length) {
      throw new IndexOutOfBoundsException(
          "partitions [" + start + ", " + end + ") of " + ends.length + " in " + id);
    }
  }

  static long fileLength(int partitions) {
    return HEADER_BYTES + (long) ENTRY_BYTES * partitions + TRAILER_BYTES;
  }

  byte[] encode() {
    byte[] bytes = new byte[(int) fileLength(ends.length)];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.putInt(MAGIC).putShort(VERSION).putShort((short) 0);
    out.putInt(id.shuffleId()).putInt(id.mapId()).putInt(id.attempt()).putInt(ends.length);
    for (int p = 0; p < ends.length; p++) {
      out.putLong(ends[p]).putInt(checksums[p]);
    }
    out.putInt(Crc32c.of(bytes, 0, bytes.length - TRAILER_BYTES));
    return bytes;
  }

  /**
   * Reads an index back.
   *
   * @param expected the output that the index must belong to
   * @throws CorruptMapOutputException when the bytes are not a whole and right index of it
   */
  static MapOutputIndex decode(byte[] bytes, MapOutputId expected)
      throws CorruptMapOutputException {
    if (bytes.length < fileLength(1)) {
      throw corrupt(expected, "has only " + bytes.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != MAGIC) {
      throw corrupt(expected, "does not start with the magic number");
    }
    short version = in.getShort();
    if (version != VERSION) {
      throw corrupt(expected, "has version " + version + ", this reader knows " + VERSION);
    }
    if (in.getShort() != 0) {
      throw corrupt(expected, "has a non-zero reserved field");
    }
    int shuffleId = in.getInt();
    int mapId = in.getInt();
    int attempt = in.getInt();
    int n = in.getInt();
    if (n < 1 || n > MAX_PARTITIONS || bytes.length != fileLength(n)) {
      throw corrupt(expected, "has " + bytes.length + " bytes for " + n + " partitions");
    }
    int stored = ByteBuffer.wrap(bytes).getInt(bytes.length - TRAILER_BYTES);
    if (stored != Crc32c.of(bytes, 0, bytes.length - TRAILER_BYTES)) {
      throw corrupt(expected, "has a wrong checksum");
    }
    if (shuffleId != expected.shuffleId()
        || mapId != expected.mapId()
        || attempt != expected.attempt()) {
      throw corrupt(expected, "is that of " + shuffleId + "/" + mapId + "-" + attempt);
    }
    long[] ends = new long[n];
    int[] checksums = new int[n];
    long previous = 0;
    for (int p = 0; p < n; p++) {
      ends[p] = in.getLong();
      checksums[p] = in.getInt();
      if (ends[p] < previous) {
        throw corrupt(expected, "goes backwards at partition " + p);
      }
      previous = ends[p];
    }
    return new MapOutputIndex(expected, ends, checksums);
  }

  private static CorruptMapOutputException corrupt(MapOutputId id, String what) {
    return new CorruptMapOutputException("index of map output " + id + " " + what);
  }
}
