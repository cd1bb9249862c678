package io.heddle.executor.watch;

/**
 * Decides which load is shed when a process comes near its limit. A pure state machine: it is told
 * time and size, and says which step is entered.
 *
 * <pre>
 *   CALM ──high──► EVICT ──► SPILL ──► HOLD ──► TRIM ──critical──► FAIL ──critical──► FAIL ...
 *     ▲              └─────────┴─────────┴───┬────┴─────────────────┘
 *     └────────── low for {@link #CALM_MILLIS} ─┘
 * </pre>
 *
 * <p>Each step is given {@link #SETTLE_MILLIS} to show in the size, and less when the size is
 * critical; above the high mark the next one follows then. Between the low and the high mark
 * nothing changes. Used by one thread.
 */
final class PressureSteps {
  static final long SETTLE_MILLIS = 2_000;
  static final long CRITICAL_SETTLE_MILLIS = 150;
  static final long CALM_MILLIS = 5_000;

  /** What is done, in this order; what was done before goes on. */
  enum Step {
    /** Nothing. */
    CALM,
    /** Cached blocks leave memory. */
    EVICT,
    /** Tasks get less memory, and spill. */
    SPILL,
    /** Only one task runs at a time. */
    HOLD,
    /** Memory that is free within the process is given back to the operating system. */
    TRIM,
    /** The task with the most memory fails. */
    FAIL
  }

  /**
   * Sizes of the process in bytes.
   *
   * @param limit beyond which it is killed
   */
  record Marks(long low, long high, long critical, long limit) {
    /**
     * By what the container has beyond the heap: a heap that is used to the full is as it should
     * be, however large its share of the container.
     */
    static Marks of(long containerBytes, long heapBytes) {
      long beyond = Math.max(containerBytes - heapBytes, containerBytes / 20);
      return new Marks(
          containerBytes - beyond / 4,
          containerBytes - beyond / 5,
          containerBytes - beyond / 8,
          containerBytes);
    }
  }

  private final Marks marks;
  private Step step = Step.CALM;
  private long enteredMillis;
  private long lowSinceMillis = Long.MAX_VALUE;

  PressureSteps(Marks marks) {
    this.marks = marks;
  }

  /**
   * Takes what was read.
   *
   * @param nowMillis of a clock that does not go back
   * @return the step that is entered now; null when nothing is to be done
   */
  Step observe(long nowMillis, long residentBytes) {
    if (residentBytes < marks.low()) {
      return low(nowMillis);
    }
    lowSinceMillis = Long.MAX_VALUE;
    if (residentBytes < marks.high()) {
      return null;
    }
    boolean critical = residentBytes >= marks.critical();
    long settle = critical ? CRITICAL_SETTLE_MILLIS : SETTLE_MILLIS;
    if (step == Step.FAIL) {
      settle = SETTLE_MILLIS; // for the task to end
    }
    if (step != Step.CALM && nowMillis - enteredMillis < settle) {
      return null;
    }
    return switch (step) {
      case CALM -> enter(Step.EVICT, nowMillis);
      case EVICT -> enter(Step.SPILL, nowMillis);
      case SPILL -> enter(Step.HOLD, nowMillis);
      case HOLD -> enter(Step.TRIM, nowMillis);
      case TRIM, FAIL -> critical ? enter(Step.FAIL, nowMillis) : null;
    };
  }

  private Step low(long nowMillis) {
    if (step == Step.CALM) {
      return null;
    }
    lowSinceMillis = Math.min(lowSinceMillis, nowMillis);
    return nowMillis - lowSinceMillis >= CALM_MILLIS ? enter(Step.CALM, nowMillis) : null;
  }

  private Step enter(Step next, long nowMillis) {
    step = next;
    enteredMillis = nowMillis;
    lowSinceMillis = Long.MAX_VALUE;
    return next;
  }
}
