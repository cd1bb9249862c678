package io.heddle.driver.recovery;

import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.rdd.broadcast.Broadcast;
import java.util.function.UnaryOperator;

/** Notes, while a stage's program is serialised, what of it the bytes do not tell. One thread. */
public final class ProgramScan implements UnaryOperator<Object> {
  private boolean broadcasts;
  private boolean accumulates;

  /** Looks at an object that is written; gives it back. */
  @Override
  public Object apply(Object written) {
    broadcasts |= written instanceof Broadcast;
    accumulates |= written instanceof AccumulatorV2;
    return written;
  }

  /** Whether it reads a broadcast, whose bytes hold an address that no two attempts share. */
  boolean broadcasts() {
    return broadcasts;
  }

  public boolean accumulates() {
    return accumulates;
  }
}
