package io.heddle.client.chaos;

import java.util.Random;

/** Chooses by a seed what happens next, and when. One thread. */
final class FaultChoice {
  private static final int LEAST_GAP_MILLIS = 1_500;
  private static final int MORE_GAP_MILLIS = 5_000;

  private final Random random;
  private final int weights;

  FaultChoice(long seed) {
    this.random = new Random(seed);
    int sum = 0;
    for (Fault fault : Fault.values()) {
      sum += fault.weight();
    }
    this.weights = sum;
  }

  /** Until the next fault. */
  long gapMillis() {
    return LEAST_GAP_MILLIS + random.nextInt(MORE_GAP_MILLIS);
  }

  Fault fault() {
    int at = random.nextInt(weights);
    for (Fault fault : Fault.values()) {
      at -= fault.weight();
      if (at < 0) {
        return fault;
      }
    }
    throw new IllegalStateException("weights changed");
  }

  /** One of so many. */
  int among(int count) {
    return random.nextInt(count);
  }
}
