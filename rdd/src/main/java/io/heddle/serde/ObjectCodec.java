package io.heddle.serde;

import static io.heddle.serde.BatchFormat.CODEC_FORY;
import static io.heddle.serde.BatchFormat.CODEC_JAVA;
import static io.heddle.serde.BatchFormat.corrupt;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.fory.memory.MemoryBuffer;

/**
 * The OBJECTS column: values of any class. The first few hundred values of a serde are written by
 * Java serialisation, which is slow but ready at once; from then on, and for what is not {@link
 * java.io.Serializable}, by Fory; what Fory refuses, by Java serialisation after all.
 *
 * <p>The checksum is looked at before either reads, so that damaged bytes never reach them. Used by
 * one thread.
 */
final class ObjectCodec {
  private static final int VALUES_BEFORE_FORY = 256;

  private final ClassLoader userClasses;
  private final Set<Class<?>> refusedByFory = new HashSet<>();
  private ForyCodec fory;
  private long written;

  ObjectCodec(ClassLoader userClasses) {
    this.userClasses = userClasses;
  }

  void encode(Object[] values, OutputBuffer out) {
    written += values.length;
    if (fory == null && written < VALUES_BEFORE_FORY) {
      try {
        writeJava(values, out);
      } catch (HeddleException notSerializable) {
        writeFory(values, out, notSerializable);
      }
      return;
    }
    Class<?> first = firstClass(values);
    if (refusedByFory.contains(first)) {
      writeJava(values, out);
      return;
    }
    try {
      writeFory(values, out, null);
    } catch (HeddleException refused) {
      refusedByFory.add(first);
      try {
        writeJava(values, out);
      } catch (HeddleException refusedByBoth) {
        refusedByBoth.addSuppressed(refused);
        throw refusedByBoth;
      }
    }
  }

  Object[] decode(int n, InputBuffer in) {
    int codec = in.readByte();
    long length = in.readVarint();
    int crc = in.readInt();
    if (length < 0 || length > in.remaining()) {
      throw corrupt("objects of " + length + " bytes in " + in.remaining());
    }
    int start = in.skip((int) length);
    if (checksum(in.array(), start, (int) length) != crc) {
      throw corrupt("the checksum of objects does not match");
    }
    Object read =
        switch (codec) {
          case CODEC_JAVA -> JavaSerialization.read(in.array(), start, (int) length, userClasses);
          case CODEC_FORY -> readFory(in.array(), start, (int) length);
          default -> throw corrupt("objects written by codec " + codec);
        };
    if (!(read instanceof Object[] values) || values.length != n) {
      throw corrupt("objects that are not an array of " + n);
    }
    return values;
  }

  private static void writeJava(Object[] values, OutputBuffer out) {
    byte[] bytes = JavaSerialization.write(values);
    write(CODEC_JAVA, bytes, bytes.length, out);
  }

  /**
   * @throws HeddleException {@code earlier}, or NOT_SERIALIZABLE, when Fory refuses
   */
  private void writeFory(Object[] values, OutputBuffer out, HeddleException earlier) {
    MemoryBuffer buffer;
    try {
      buffer = fory().write(values);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (earlier != null) {
        earlier.addSuppressed(e);
        throw earlier;
      }
      throw new HeddleException(
          ErrorCode.NOT_SERIALIZABLE,
          "a value of " + firstClass(values).getName() + " cannot be serialised: " + e,
          e);
    }
    write(CODEC_FORY, buffer.getHeapMemory(), buffer.writerIndex(), out);
  }

  private Object readFory(byte[] bytes, int offset, int length) {
    try {
      return fory().read(bytes, offset, length);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new CorruptBatchException("not readable as objects: " + e, e);
    }
  }

  private ForyCodec fory() {
    if (fory == null) {
      fory = new ForyCodec(userClasses);
    }
    return fory;
  }

  private static void write(int codec, byte[] bytes, int length, OutputBuffer out) {
    out.writeByte(codec);
    out.writeVarint(length);
    out.writeInt(checksum(bytes, 0, length));
    out.writeBytes(bytes, 0, length);
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private static Class<?> firstClass(Object[] values) {
    for (Object value : values) {
      if (value != null) {
        return value.getClass();
      }
    }
    return Object.class;
  }
}
