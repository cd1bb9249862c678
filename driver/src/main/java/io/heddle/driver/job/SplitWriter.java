package io.heddle.driver.job;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Partition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Serialises partitions as {@link JavaSerialization} does, each to be read by itself, but with one
 * stream for all: making a stream costs more than writing a small partition. Used by one thread.
 *
 * <p>Each result is a stream header and one object, as if it had a stream of its own.
 */
final class SplitWriter {
  private static final byte[] HEADER =
      ByteBuffer.allocate(4)
          .putShort(ObjectStreamConstants.STREAM_MAGIC)
          .putShort(ObjectStreamConstants.STREAM_VERSION)
          .array();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final ObjectOutputStream out;

  SplitWriter() {
    try {
      out = new ObjectOutputStream(bytes);
      out.flush();
      bytes.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE; the writer is of no use any more
   */
  ByteString write(Partition partition) {
    try {
      bytes.write(HEADER);
      out.writeObject(partition);
      out.flush();
      byte[] split = bytes.toByteArray();
      out.reset();
      out.flush();
      bytes.reset(); // the reset marker is nobody's
      return UnsafeByteOperations.unsafeWrap(split);
    } catch (IOException | StackOverflowError e) {
      // Fails again, and says so in the usual words.
      return UnsafeByteOperations.unsafeWrap(JavaSerialization.write(partition));
    }
  }
}
