package io.heddle.am.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a class call {@link ProgramExit#exit} where it calls {@code System.exit}.
 *
 * <p>Only the constant pool changes: a method reference to {@code java/lang/System.exit(I)V} gets
 * another class, which is appended to the pool together with its name. All instructions and all
 * other indexes stay as they are. Class file format: JVMS 17, section 4.
 */
final class ExitRewriter {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD_REFERENCE = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final String REPLACEMENT = ProgramExit.class.getName().replace('.', '/');

  private final byte[] bytes;
  private final int[] tags;
  private final int[] offsets;
  private final String[] texts;
  private int end;

  private ExitRewriter(byte[] bytes, int count) {
    this.bytes = bytes;
    this.tags = new int[count];
    this.offsets = new int[count];
    this.texts = new String[count];
  }

  /**
   * The rewritten class; empty when it calls no {@code System.exit}, or is no class file that this
   * code understands.
   */
  static Optional<byte[]> rewrite(byte[] classFile) {
    try {
      return rewriteParsed(classFile);
    } catch (IOException | IndexOutOfBoundsException e) {
      // Whoever loads it will say better what is wrong with it.
      return Optional.empty();
    }
  }

  private static Optional<byte[]> rewriteParsed(byte[] classFile) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(classFile);
    if (classFile.length < 10 || file.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    int count = Short.toUnsignedInt(file.getShort(8));
    ExitRewriter pool = new ExitRewriter(classFile, count);
    if (!pool.parse()) {
      return Optional.empty();
    }
    List<Integer> calls = pool.exitCalls();
    if (calls.isEmpty() || count + 2 > 0xFFFF) {
      return Optional.empty();
    }
    ByteArrayOutputStream result = new ByteArrayOutputStream(classFile.length + 64);
    DataOutputStream out = new DataOutputStream(result);
    byte[] patched = classFile.clone();
    for (int call : calls) {
      ByteBuffer.wrap(patched).putShort(pool.offsets[call], (short) (count + 1));
    }
    out.write(patched, 0, 8);
    out.writeShort(count + 2);
    out.write(patched, 10, pool.end - 10);
    out.writeByte(UTF8);
    out.writeUTF(REPLACEMENT);
    out.writeByte(CLASS);
    out.writeShort(count);
    out.write(patched, pool.end, patched.length - pool.end);
    return Optional.of(result.toByteArray());
  }

  /** Notes each constant's tag and where its content begins; false for an unknown tag. */
  private boolean parse() throws IOException {
    ByteArrayInputStream source = new ByteArrayInputStream(bytes, 10, bytes.length - 10);
    DataInputStream in = new DataInputStream(source);
    for (int i = 1; i < tags.length; i++) {
      tags[i] = in.readUnsignedByte();
      offsets[i] = bytes.length - source.available();
      switch (tags[i]) {
        case UTF8 -> texts[i] = in.readUTF();
        case CLASS, 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        case 3, 4, 9, METHOD_REFERENCE, 11, NAME_AND_TYPE, 17, 18 -> in.skipBytes(4);
        case 5, 6 -> {
          in.skipBytes(8);
          i++; // long and double take two numbers
        }
        default -> {
          return false;
        }
      }
    }
    end = bytes.length - source.available();
    return true;
  }

  private List<Integer> exitCalls() {
    List<Integer> calls = new ArrayList<>();
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] != METHOD_REFERENCE) {
        continue;
      }
      int owner = unsignedShort(offsets[i]);
      int nameAndType = unsignedShort(offsets[i] + 2);
      if (tags[owner] == CLASS
          && tags[nameAndType] == NAME_AND_TYPE
          && "java/lang/System".equals(texts[unsignedShort(offsets[owner])])
          && "exit".equals(texts[unsignedShort(offsets[nameAndType])])
          && "(I)V".equals(texts[unsignedShort(offsets[nameAndType] + 2)])) {
        calls.add(i);
      }
    }
    return calls;
  }

  private int unsignedShort(int offset) {
    return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
  }
}
