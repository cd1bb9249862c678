package io.heddle.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.serializer.Serializer;

/** A program's serializer as one of Fory's. */
final class ForyValue<T> extends Serializer<T> {
  private final ValueSerializer<T> serializer;

  ForyValue(Config config, Class<T> type, ValueSerializer<T> serializer) {
    super(config, type);
    this.serializer = serializer;
  }

  @Override
  public void write(WriteContext context, T value) {
    try {
      serializer.write(value, new GraphOutput(new To(context.getBuffer()), context::writeRef));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T read(ReadContext context) {
    try {
      return serializer.read(new GraphInput(new From(context.getBuffer()), context::readRef));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new CorruptBatchException("there is no class " + e.getMessage(), e);
    }
  }

  private static final class To extends OutputStream {
    private final MemoryBuffer buffer;

    To(MemoryBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void write(int b) {
      buffer.writeByte(b);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      buffer.writeBytes(from, offset, length);
    }
  }

  private static final class From extends InputStream {
    private final MemoryBuffer buffer;

    From(MemoryBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public int available() {
      return buffer.size() - buffer.readerIndex();
    }

    @Override
    public int read() {
      return available() <= 0 ? -1 : buffer.readByte() & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      int n = Math.min(length, available());
      if (n <= 0) {
        return length == 0 ? 0 : -1;
      }
      buffer.readBytes(to, offset, n);
      return n;
    }
  }
}
