package io.heddle.rdd.function;

/**
 * Calls functions that may throw checked exceptions from places that may not, such as iterators. An
 * exception passes through as it is, not wrapped, so that the user meets what the user threw.
 */
public final class Unchecked {
  private Unchecked() {}

  public static <T, R> R call(Function<? super T, ? extends R> function, T value) {
    try {
      return function.call(value);
    } catch (Exception e) {
      throw rethrow(e);
    }
  }

  public static <A, B, R> R call(
      Function2<? super A, ? super B, ? extends R> function, A first, B second) {
    try {
      return function.call(first, second);
    } catch (Exception e) {
      throw rethrow(e);
    }
  }

  /** Throws the exception itself; to be written {@code throw rethrow(e)}. */
  public static RuntimeException rethrow(Throwable e) {
    throw Unchecked.<RuntimeException>as(e);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E as(Throwable e) throws E {
    throw (E) e;
  }
}
