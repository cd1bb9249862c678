package io.heddle.serde;

/** One serialiser of any objects. Used by one thread. */
interface GraphCodec {
  /**
   * Bytes from 0 on.
   *
   * @param array valid until the codec is used again
   */
  @SuppressWarnings("ArrayRecordComponent") // a view, read at once
  record Written(byte[] array, int length) {}

  /** Fails with any exception, or StackOverflowError, for what it cannot write. */
  Written write(Object[] values);

  /**
   * Reads what {@link #write} wrote; fails with any exception when it cannot.
   *
   * @return an array that takes objects of any class
   */
  Object[] read(byte[] bytes, int offset, int length);

  /** The class of all values, when they have only one and none is null; else null. */
  static Class<?> onlyClass(Object[] values) {
    Class<?> only = null;
    for (Object value : values) {
      if (value == null || only != null && value.getClass() != only) {
        return null;
      }
      only = value.getClass();
    }
    return only;
  }
}
