package io.heddle.rdd;

import io.heddle.serde.JavaSerialization;
import java.io.Serializable;

/**
 * The start of a fold, given anew to each, so that a fold may change it. Safe for all threads once
 * made.
 */
final class ZeroValue<U> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final U sample;

  /**
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE
   */
  ZeroValue(U zero) {
    this.bytes = isImmutable(zero) ? null : JavaSerialization.write(zero);
    this.sample = zero;
  }

  private static boolean isImmutable(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum
        || (value instanceof Number && value.getClass().getName().startsWith("java.lang."));
  }

  /** The value itself when nothing can change it, else a new copy of it as it was given. */
  @SuppressWarnings("unchecked")
  U copy() {
    return bytes == null ? sample : (U) JavaSerialization.read(bytes, loader());
  }

  private ClassLoader loader() {
    ClassLoader own = sample.getClass().getClassLoader();
    return own != null ? own : Thread.currentThread().getContextClassLoader();
  }
}
