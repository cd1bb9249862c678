package io.heddle.executor.spill;

/**
 * Lets the checked exceptions of user functions pass through iterators as they are, so that the
 * user sees what was thrown.
 */
public final class Rethrow {
  private Rethrow() {}

  /** Throws {@code failure} itself; written {@code throw Rethrow.asIs(e)}. */
  public static RuntimeException asIs(Throwable failure) {
    return Rethrow.<RuntimeException>thrown(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E thrown(Throwable failure) throws E {
    throw (E) failure;
  }
}
