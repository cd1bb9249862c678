package io.heddle.rdd.broadcast;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * How a serialised value is cut for the way: chunk {@code i} stands for its bytes from {@code i *
 * chunkBytes} on, {@code chunkBytes} of them, or what is left. It is stored as one LZ4 block, or as
 * it is when that is not shorter: the stored length tells, being less than the raw one or equal.
 * The checksum is the CRC32C of the stored bytes. A chunk is known to peers as {@code
 * broadcast_<id>_<i>}.
 *
 * <p>This object is the table of one value's chunks; it travels with each function that captures
 * the broadcast.
 */
public final class BroadcastChunks implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int rawBytes;
  private final int chunkBytes;
  private final int[] storedBytes;
  private final int[] checksums;

  private BroadcastChunks(int rawBytes, int chunkBytes, int[] storedBytes, int[] checksums) {
    this.rawBytes = rawBytes;
    this.chunkBytes = chunkBytes;
    this.storedBytes = storedBytes;
    this.checksums = checksums;
  }

  /** A value that was cut: the table, and the chunks' stored bytes. */
  public record Cut(BroadcastChunks table, List<byte[]> chunks) {}

  /**
   * Cuts a value.
   *
   * @param raw the serialised value, at least one byte
   * @param chunkBytes of one chunk before compression, at least 1
   */
  public static Cut cut(byte[] raw, int chunkBytes, boolean compress) {
    int count = (int) (((long) raw.length + chunkBytes - 1) / chunkBytes);
    int[] storedBytes = new int[count];
    int[] checksums = new int[count];
    List<byte[]> chunks = new ArrayList<>(count);
    LZ4Compressor lz4 = compress ? LZ4Factory.fastestInstance().fastCompressor() : null;
    for (int i = 0; i < count; i++) {
      int from = i * chunkBytes;
      int length = Math.min(chunkBytes, raw.length - from);
      byte[] stored = lz4 == null ? new byte[0] : lz4.compress(raw, from, length);
      if (lz4 == null || stored.length >= length) {
        stored = Arrays.copyOfRange(raw, from, from + length);
      }
      storedBytes[i] = stored.length;
      checksums[i] = checksum(stored);
      chunks.add(stored);
    }
    return new Cut(new BroadcastChunks(raw.length, chunkBytes, storedBytes, checksums), chunks);
  }

  /** How peers call a chunk. */
  public record Name(long broadcastId, int chunk) {
    private static final String PREFIX = "broadcast_";

    /** Null for any other text. */
    public static Name parse(String text) {
      int second = text.lastIndexOf('_');
      if (!text.startsWith(PREFIX) || second < PREFIX.length()) {
        return null;
      }
      try {
        return new Name(
            Long.parseLong(text.substring(PREFIX.length(), second)),
            Integer.parseInt(text.substring(second + 1)));
      } catch (NumberFormatException e) {
        return null;
      }
    }

    @Override
    public String toString() {
      return PREFIX + broadcastId + "_" + chunk;
    }
  }

  public int count() {
    return storedBytes.length;
  }

  /** Bytes of the serialised value. */
  public int rawBytes() {
    return rawBytes;
  }

  /** Bytes of a chunk as it is stored. */
  public int storedBytes(int chunk) {
    return storedBytes[chunk];
  }

  /** CRC32C of a chunk as it is stored. */
  public int checksum(int chunk) {
    return checksums[chunk];
  }

  /** Whether these are the bytes of a chunk as it is stored. */
  public boolean matches(int chunk, byte[] stored) {
    return stored.length == storedBytes[chunk] && checksum(stored) == checksums[chunk];
  }

  /**
   * Puts a chunk in its place.
   *
   * @param stored bytes that {@link #matches}
   * @param raw takes the value, {@link #rawBytes} long
   */
  public void restore(int chunk, byte[] stored, byte[] raw) {
    int from = chunk * chunkBytes;
    int length = Math.min(chunkBytes, rawBytes - from);
    if (stored.length == length) {
      System.arraycopy(stored, 0, raw, from, length);
      return;
    }
    try {
      LZ4Factory.fastestInstance()
          .safeDecompressor()
          .decompress(stored, 0, stored.length, raw, from, length);
    } catch (LZ4Exception e) {
      throw new HeddleException(ErrorCode.INTERNAL, "a broadcast's chunk is damaged", e);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
