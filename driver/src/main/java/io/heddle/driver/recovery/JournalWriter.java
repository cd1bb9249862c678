package io.heddle.driver.recovery;

import io.heddle.protocol.journal.JournalRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes a journal. Used by one thread. The file, numbers big-endian:
 *
 * <pre>
 *   8  "HDLJRN01": magic and version
 *   then records, each
 *     4  n, the length of its content in bytes, at least 1, at most {@link #LONGEST}
 *     4  CRC32C of the four bytes of n and the content
 *     n  a JournalRecord, in protobuf's binary form (heddle/journal.proto)
 * </pre>
 *
 * The first record is an AttemptBegan. The file ends after any byte, as the process may die at any
 * time; a record that is cut off or damaged, and all after it, does not count.
 */
final class JournalWriter implements Closeable {
  static final byte[] MAGIC = "HDLJRN01".getBytes(StandardCharsets.US_ASCII);

  /** Of one record's content, in bytes. */
  static final int LONGEST = 64 << 20;

  private static final int HEAD = 8;

  private final OutputStream out;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private long written;

  /** Takes over the stream. */
  JournalWriter(OutputStream out) throws IOException {
    this.out = out;
    System.arraycopy(MAGIC, 0, buffer, 0, MAGIC.length);
    filled = MAGIC.length;
  }

  /**
   * Adds a record, maybe in memory only.
   *
   * @throws IllegalArgumentException when it is too long
   */
  void write(JournalRecord record) throws IOException {
    byte[] content = record.toByteArray();
    if (content.length == 0 || content.length > LONGEST) {
      throw new IllegalArgumentException("a record of " + content.length + " bytes");
    }
    if (filled + HEAD + content.length > buffer.length) {
      drain();
    }
    if (HEAD + content.length > buffer.length) {
      buffer = new byte[HEAD + content.length];
    }
    ByteBuffer.wrap(buffer, filled, HEAD)
        .putInt(content.length)
        .putInt(checksum(content.length, content));
    System.arraycopy(content, 0, buffer, filled + HEAD, content.length);
    filled += HEAD + content.length;
  }

  static int checksum(int length, byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    crc.update(content, 0, content.length);
    return (int) crc.getValue();
  }

  private void drain() throws IOException {
    out.write(buffer, 0, filled);
    written += filled;
    filled = 0;
  }

  /** Makes what was added outlive this process. */
  void flush() throws IOException {
    drain();
    out.flush();
  }

  /** Bytes of the file so far. */
  long size() {
    return written + filled;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      drain();
    }
  }
}
