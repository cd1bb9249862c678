package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Runs simulations; a failure prints the seed. {@code -Dheddle.simulation.seed=N} runs that one
 * alone, {@code -Dheddle.simulation.seeds=N} that many.
 */
class SimulationTest {
  @Test
  void everyJobEndsRightWhateverBreaks() {
    Long one = Long.getLong("heddle.simulation.seed");
    long first = one == null ? 0 : one;
    long count = one == null ? Long.getLong("heddle.simulation.seeds", 500) : 1;
    long faults = 0;
    long failed = 0;
    long fetchFailures = 0;
    for (long seed = first; seed < first + count; seed++) {
      Simulation simulation = new Simulation(seed);
      try {
        simulation.run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
      faults += simulation.faults;
      failed += simulation.failedJobs;
      fetchFailures += simulation.fetchFailures;
    }
    System.out.println(
        count
            + " seeds, "
            + faults
            + " faults, "
            + fetchFailures
            + " fetch failures, "
            + failed
            + " jobs failed");
    assertThat(one != null || faults > count).isTrue();
  }
}
