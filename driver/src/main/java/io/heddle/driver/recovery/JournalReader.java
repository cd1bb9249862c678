package io.heddle.driver.recovery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.heddle.protocol.journal.JournalRecord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads what {@link JournalWriter} wrote. Stateless. */
final class JournalReader {
  private JournalReader() {}

  /**
   * What was found.
   *
   * @param records that were whole
   * @param torn whether something that was not whole came after them, or in place of all
   */
  record Outcome(long records, boolean torn) {}

  /**
   * Gives all whole records in order, up to the end or the first that is not whole.
   *
   * @param in read to its end or to what is damaged; stays the caller's
   * @throws IOException when the file cannot be read, which says nothing of what is in it
   */
  static Outcome read(InputStream in, Consumer<JournalRecord> to) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    if (!Arrays.equals(data.readNBytes(JournalWriter.MAGIC.length), JournalWriter.MAGIC)) {
      return new Outcome(0, true);
    }
    for (long records = 0; ; records++) {
      byte[] head = data.readNBytes(2 * Integer.BYTES);
      if (head.length < 2 * Integer.BYTES) {
        return new Outcome(records, head.length > 0);
      }
      ByteBuffer numbers = ByteBuffer.wrap(head);
      int length = numbers.getInt();
      int checksum = numbers.getInt();
      if (length < 1 || length > JournalWriter.LONGEST) {
        return new Outcome(records, true);
      }
      byte[] content = data.readNBytes(length);
      if (content.length < length || JournalWriter.checksum(length, content) != checksum) {
        return new Outcome(records, true);
      }
      JournalRecord record;
      try {
        record = JournalRecord.parseFrom(content);
      } catch (InvalidProtocolBufferException e) {
        return new Outcome(records, true);
      }
      to.accept(record);
    }
  }
}
