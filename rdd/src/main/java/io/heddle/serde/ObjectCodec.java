package io.heddle.serde;

import static io.heddle.serde.BatchFormat.CODEC_FORY;
import static io.heddle.serde.BatchFormat.CODEC_JAVA;
import static io.heddle.serde.BatchFormat.CODEC_KRYO;
import static io.heddle.serde.BatchFormat.corrupt;

import io.heddle.conf.SerializerKind;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The OBJECTS column: values of any class, by the serialiser that is set; what that refuses, by
 * Java serialisation after all. Where Fory is set, the first few hundred values of a serde are
 * written by Java serialisation, which is slow but ready at once.
 *
 * <p>The checksum is looked at before any reads, so that damaged bytes never reach them. Whatever
 * is set, what any of them wrote is read. Used by one thread.
 */
final class ObjectCodec {
  private static final int VALUES_BEFORE_FORY = 256;

  private final ClassLoader userClasses;
  private final SerializerKind kind;
  private final Registrations registrations;
  private final Set<Class<?>> refusedClasses = new HashSet<>();
  private final GraphCodec[] codecs = new GraphCodec[CODEC_KRYO + 1];
  private SerializerRegistry registry;
  private long written;

  ObjectCodec(ClassLoader userClasses, SerializerKind kind, Registrations registrations) {
    this.userClasses = userClasses;
    this.kind = kind;
    this.registrations = registrations;
  }

  void encode(Object[] values, OutputBuffer out) {
    int first = firstChoice(values);
    int second = first == CODEC_JAVA ? own() : CODEC_JAVA;
    Throwable refusal = tryWrite(first, values, out);
    if (refusal == null) {
      return;
    }
    if (first != CODEC_JAVA) {
      refusedClasses.add(firstClass(values));
    }
    Throwable secondRefusal = second == first ? refusal : tryWrite(second, values, out);
    if (secondRefusal != null) {
      throw refused(values, second == CODEC_JAVA ? refusal : secondRefusal, secondRefusal);
    }
  }

  private int own() {
    return switch (kind) {
      case FORY -> CODEC_FORY;
      case KRYO -> CODEC_KRYO;
      case JAVA -> CODEC_JAVA;
    };
  }

  private int firstChoice(Object[] values) {
    if (kind == SerializerKind.FORY && codecs[CODEC_FORY] == null) {
      written += weight(values);
      if (written < VALUES_BEFORE_FORY) {
        return CODEC_JAVA;
      }
    }
    return refusedClasses.contains(firstClass(values)) ? CODEC_JAVA : own();
  }

  /** Values, and what they hold where that is quick to see. */
  private static long weight(Object[] values) {
    long weight = values.length;
    for (Object value : values) {
      if (value instanceof Collection<?> collection) {
        weight += collection.size();
      } else if (value instanceof Map<?, ?> map) {
        weight += map.size();
      } else if (value instanceof Object[] array) {
        weight += array.length;
      }
    }
    return weight;
  }

  /** Null when it was written; else why it could not be. */
  private Throwable tryWrite(int codec, Object[] values, OutputBuffer out) {
    GraphCodec serializer = codec(codec); // when there is none, that is no fault of the values
    try {
      GraphCodec.Written bytes = serializer.write(values);
      out.writeByte(codec);
      out.writeVarint(bytes.length());
      out.writeInt(checksum(bytes.array(), 0, bytes.length()));
      out.writeBytes(bytes.array(), 0, bytes.length());
      return null;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return e;
    }
  }

  private HeddleException refused(Object[] values, Throwable why, Throwable other) {
    OutputBuffer nowhere = new OutputBuffer(64);
    String path =
        RefusedPath.of(
                values,
                part -> {
                  nowhere.clear();
                  Object[] alone = {part};
                  return tryWrite(own(), alone, nowhere) != null
                      && tryWrite(CODEC_JAVA, alone, nowhere) != null;
                })
            .replaceFirst("^\\[\\d+] \\((.*)\\)$", "$1")
            .replaceFirst("^\\[\\d+] -> ", "");
    HeddleException refused =
        new HeddleException(
            ErrorCode.NOT_SERIALIZABLE,
            "a value of "
                + firstClass(values).getName()
                + " cannot be serialised by "
                + kind.name().toLowerCase(Locale.ROOT)
                + ", because of "
                + path
                + ": "
                + (why instanceof HeddleException known ? known.detail() : why),
            why);
    if (other != why) {
      refused.addSuppressed(other);
    }
    return refused;
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
    if (codec < CODEC_JAVA || codec > CODEC_KRYO) {
      throw corrupt("objects written by codec " + codec);
    }
    Object[] values = read(codec, in.array(), start, (int) length);
    if (values.length != n) {
      throw corrupt("objects that are not an array of " + n);
    }
    return values;
  }

  private Object[] read(int codec, byte[] bytes, int offset, int length) {
    try {
      return codec(codec).read(bytes, offset, length);
    } catch (CorruptBatchException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new CorruptBatchException("not readable as objects: " + e, e);
    }
  }

  /** Libraries are loaded when they are first needed, which for many programs is never. */
  private GraphCodec codec(int codec) {
    if (codecs[codec] == null) {
      if (registry == null) {
        registry = registrations.registry();
      }
      codecs[codec] =
          switch (codec) {
            case CODEC_FORY -> new ForyCodec(userClasses, registry);
            case CODEC_KRYO -> new KryoCodec(userClasses, registry);
            default -> new JavaCodec(userClasses, registry);
          };
    }
    return codecs[codec];
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
