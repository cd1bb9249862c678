package io.heddle.shuffle.file;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.zip.Checksum;

/**
 * CRC32C (Castagnoli) checksums: the JDK's, which uses the processor's instruction, from Java 9 on;
 * a table otherwise.
 */
public final class Crc32c {
  private static final MethodHandle JDK_CONSTRUCTOR = jdkConstructor();

  private Crc32c() {}

  /** A fresh checksum; not safe for use by several threads at once. */
  public static Checksum create() {
    if (JDK_CONSTRUCTOR == null) {
      return new TableCrc32c();
    }
    try {
      return (Checksum) JDK_CONSTRUCTOR.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("java.util.zip.CRC32C cannot be constructed", e);
    }
  }

  /** The checksum of {@code length} bytes from {@code offset}. */
  public static int of(byte[] bytes, int offset, int length) {
    Checksum crc = create();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private static MethodHandle jdkConstructor() {
    try {
      Class<?> type = Class.forName("java.util.zip.CRC32C");
      return MethodHandles.publicLookup()
          .findConstructor(type, MethodType.methodType(void.class))
          .asType(MethodType.methodType(Checksum.class));
    } catch (ReflectiveOperationException e) {
      return null; // Java 8
    }
  }
}
