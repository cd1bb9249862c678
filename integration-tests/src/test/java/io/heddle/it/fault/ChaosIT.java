package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.Heddle;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Jobs in a loop on a cluster whose processes are killed, stopped and cut off: one of each kind in
 * a build, so that it stays short; {@code -Dheddle.chaos.minutes=10} goes on as long as one likes,
 * {@code -Dheddle.chaos.seed} repeats data and choices.
 */
class ChaosIT {
  private static final Duration LAST_JOB = Duration.ofMinutes(8);

  @Test
  void everyResultIsRightWhateverIsLost() {
    String minutes = System.getProperty("heddle.chaos.minutes", "1");
    String seed =
        System.getProperty("heddle.chaos.seed", Integer.toString(new Random().nextInt(1_000_000)));
    Duration limit = LAST_JOB.plusMillis((long) (Double.parseDouble(minutes) * 60_000));

    CommandResult result =
        Heddle.withoutCluster().run(limit, "chaos", "--minutes", minutes, "--seed", seed);

    System.out.println(result.out());
    assertThat(result.exitStatus()).as("%s", result).isZero();
    assertThat(result.out()).contains("jobs right");
  }
}
