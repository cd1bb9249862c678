package io.heddle.benchmarks.micro;

import io.heddle.executor.combine.Room;

/** Room without end, so that tables are measured and no memory is asked for. */
final class Unlimited implements Room {
  @Override
  public boolean fits(long bytes) {
    return true;
  }

  @Override
  public void full() {
    throw new AssertionError("the table is larger than tables get");
  }
}
