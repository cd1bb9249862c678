package io.heddle.rdd.closure;

/** Tells whether a record's {@code hashCode} is the one that the compiler makes. */
public final class GeneratedHash {
  private static final int ALOAD_0 = 0x2A;
  private static final int INVOKEDYNAMIC = 0xBA;
  private static final int IRETURN = 0xAC;

  private GeneratedHash() {}

  /** False also where the class file is not to be had. */
  public static boolean isOf(Class<?> record) {
    return LambdaBody.read(
            record.getClassLoader(), record.getName().replace('.', '/'), "hashCode", "()I")
        .map(
            body ->
                body.length() == 7
                    && body.at(0) == ALOAD_0
                    && body.at(1) == INVOKEDYNAMIC
                    && body.at(6) == IRETURN)
        .orElse(false);
  }
}
