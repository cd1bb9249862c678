package io.heddle.rdd.closure;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The bytecode of one method of a class file, with the methods that it calls by name; just enough
 * of the class file format (JVMS chapter 4) to tell the few bodies that {@link CombineShapes}
 * knows.
 */
final class LambdaBody {
  private static final int MAGIC = 0xCAFEBABE;

  private final Object[] constants;
  private final byte[] code;

  private LambdaBody(Object[] constants, byte[] code) {
    this.constants = constants;
    this.code = code;
  }

  /** Two indexes into the constant pool: a method's class and name-and-type, or a name and type. */
  private record Link(int first, int second) {}

  /**
   * Reads a method's body.
   *
   * @param owner internal name of the class: {@code app/Main}
   * @return empty when the class file or the method is not to be had
   */
  static Optional<LambdaBody> read(
      ClassLoader classes, String owner, String method, String descriptor) {
    String file = owner + ".class";
    try (InputStream in =
        classes == null
            ? ClassLoader.getSystemResourceAsStream(file)
            : classes.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : read(new DataInputStream(new java.io.BufferedInputStream(in)), method, descriptor);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not a class file as known here: the body stays unknown
    }
  }

  private static Optional<LambdaBody> read(DataInputStream in, String method, String descriptor)
      throws IOException {
    if (in.readInt() != MAGIC) {
      return Optional.empty();
    }
    in.skipNBytes(4);
    Object[] constants = constants(in);
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      in.skipNBytes(6);
      skipAttributes(in);
    }
    for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
      in.skipNBytes(2);
      Object name = constants[in.readUnsignedShort()];
      Object type = constants[in.readUnsignedShort()];
      if (!method.equals(name) || !descriptor.equals(type)) {
        skipAttributes(in);
        continue;
      }
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        Object attribute = constants[in.readUnsignedShort()];
        int length = in.readInt();
        if ("Code".equals(attribute)) {
          in.skipNBytes(4);
          return Optional.of(new LambdaBody(constants, in.readNBytes(in.readInt())));
        }
        in.skipNBytes(length);
      }
    }
    return Optional.empty();
  }

  private static Object[] constants(DataInputStream in) throws IOException {
    Object[] constants = new Object[in.readUnsignedShort()];
    for (int i = 1; i < constants.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> constants[i] = in.readUTF();
        case 3, 4 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> constants[i] = in.readUnsignedShort();
        case 9, 10, 11, 12, 17, 18 ->
            constants[i] = new Link(in.readUnsignedShort(), in.readUnsignedShort());
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("a constant with tag " + tag);
      }
    }
    return constants;
  }

  private static void skipAttributes(DataInputStream in) throws IOException {
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      in.skipNBytes(2);
      in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
    }
  }

  int length() {
    return code.length;
  }

  /** The byte at a position, unsigned; -1 past the end. */
  int at(int position) {
    return position < code.length ? code[position] & 0xFF : -1;
  }

  /** The method whose index follows at a position: {@code java/lang/Integer.intValue()I}. */
  String methodAt(int position) {
    if (position + 1 >= code.length) {
      return "";
    }
    int index = at(position) << 8 | at(position + 1);
    if (index >= constants.length
        || !(constants[index] instanceof Link method)
        || !(constants[method.first()] instanceof Integer type)
        || !(constants[method.second()] instanceof Link named)) {
      return "";
    }
    return constants[type] + "." + constants[named.first()] + constants[named.second()];
  }
}
