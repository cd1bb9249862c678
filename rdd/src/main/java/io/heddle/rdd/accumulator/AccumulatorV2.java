package io.heddle.rdd.accumulator;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.Serializable;
import java.util.Optional;

/**
 * A value that tasks add to and the driver reads. Get one from {@code HeddleContext}, or extend
 * this class and register it there.
 *
 * <p><b>Life.</b> The driver's instance is registered and gets a number. A function that captures
 * it carries a zero of it ({@link #copyAndReset}) under the same number. Each task attempt begins
 * with that zero and adds to it; what it has at its end travels with its outcome and is merged into
 * the driver's instance, before the action that ran the task returns.
 *
 * <p><b>What counts.</b> Failed and killed attempts count nothing. A task of an action counts
 * exactly once for each partition, whatever was retried. A task of a stage that writes a shuffle
 * counts once in the life of that shuffle: not again when its output was lost and it runs again. A
 * transformation that two stages or two actions evaluate, as it is not cached, counts in each.
 *
 * <p><b>Subclasses</b> are Java-serialisable with all they hold. After {@link #reset}, {@link
 * #isZero} is true. The driver's instance is merged into by a thread of the driver while the
 * program may read it; guard its state if partial sums are read. In a task it is used by one
 * thread.
 *
 * @param <I> what is added
 * @param <O> what is read
 */
public abstract class AccumulatorV2<I, O> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long NONE = -1;

  private long id = NONE;
  private String name = "";
  private boolean inTask;

  /** Whether nothing was added, or what was added makes no difference. */
  public abstract boolean isZero();

  /** A new one with the same value, not registered. */
  public abstract AccumulatorV2<I, O> copy();

  /** A new zero, not registered. */
  public AccumulatorV2<I, O> copyAndReset() {
    AccumulatorV2<I, O> zero = copy();
    zero.reset();
    return zero;
  }

  /** Makes it zero. */
  public abstract void reset();

  public abstract void add(I value);

  /**
   * Adds all that was added to another.
   *
   * @param other of the same class; left as it is
   */
  public abstract void merge(AccumulatorV2<I, O> other);

  /**
   * What was added so far. For the driver: a task sees its own part alone, and those of this
   * package refuse to give it.
   */
  public abstract O value();

  /**
   * The number it was registered under.
   *
   * @throws HeddleException BAD_ARGUMENT when it is not registered
   */
  public final long id() {
    if (id == NONE) {
      throw notRegistered();
    }
    return id;
  }

  /** The name it was registered under, which the status page shows it by. */
  public final Optional<String> name() {
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  public final boolean isRegistered() {
    return id != NONE;
  }

  /** Whether this instance belongs to a running task. */
  protected final boolean isInTask() {
    return inTask;
  }

  /**
   * To be called by what reads the value.
   *
   * @throws HeddleException ACCUMULATOR_READ_IN_TASK in a task
   */
  protected final void checkReadable() {
    if (inTask) {
      throw new HeddleException(
          ErrorCode.ACCUMULATOR_READ_IN_TASK,
          "a task reads the value of "
              + this
              + "; a task can only add to it, as the parts of other tasks are not known to it");
    }
  }

  final void registered(long newId, String newName) {
    id = newId;
    name = newName;
  }

  /** What came from a task is merged, and may be read for that. */
  final void arrivedInDriver() {
    inTask = false;
  }

  /**
   * What travels instead: from the driver a zero of the same number, from a task the object itself.
   *
   * @throws HeddleException BAD_ARGUMENT when it is not registered
   */
  protected final Object writeReplace() {
    if (inTask) {
      return this;
    }
    if (id == NONE) {
      throw notRegistered();
    }
    AccumulatorV2<I, O> zero = copyAndReset();
    if (zero == this || zero.getClass() != getClass() || !zero.isZero()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "copyAndReset of " + getClass().getName() + " gives no new zero of that class");
    }
    AccumulatorV2<I, O> sent = zero;
    sent.id = id;
    sent.name = name;
    sent.inTask = true;
    return sent;
  }

  private HeddleException notRegistered() {
    return new HeddleException(
        ErrorCode.BAD_ARGUMENT,
        "an accumulator of "
            + getClass().getName()
            + " is used before it was registered with HeddleContext.register");
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + (id == NONE ? " (not registered)" : " " + id)
        + (name.isEmpty() ? "" : " '" + name + "'");
  }
}
