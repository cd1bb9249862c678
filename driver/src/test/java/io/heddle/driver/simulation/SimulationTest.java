package io.heddle.driver.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code -Dheddle.simulation.seeds=N} and {@code -Dheddle.simulation.first=S} choose others. */
class SimulationTest {
  private static final long SEEDS = Long.getLong("heddle.simulation.seeds", 2_000);
  private static final long FIRST = Long.getLong("heddle.simulation.first", 0);

  @Test
  void whateverBreaksAllInvariantsHold() {
    assertThat(new SimulationRun(0, System.out).run(FIRST, SEEDS)).isTrue();
  }

  @Test
  void theyHoldOnALargeCluster() {
    assertThat(new SimulationRun(1_000, System.out).run(FIRST, 3)).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    for (long seed = 0; seed < 50; seed++) {
      Simulation once = new Simulation(seed, 0);
      Simulation again = new Simulation(seed, 0);
      once.run();
      again.run();
      assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
      assertThat(again.trace()).isEqualTo(once.trace());
    }
  }

  @Test
  void theReportNamesFaultsInvariantsAndReruns() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new SimulationRun(0, new PrintStream(bytes, true, StandardCharsets.UTF_8)).run(0, 50);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("50 seeds", "executor crash", "NOTHING_TWICE  held", "run again");
  }
}
