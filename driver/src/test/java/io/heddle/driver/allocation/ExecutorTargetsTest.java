package io.heddle.driver.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExecutorTargetsTest {
  private static final long ROUND = 1_000;

  /** Whatever comes: within the bounds, never raised beyond the need, and there in the end. */
  @Test
  void holdsItsRulesThroughRandomWork() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      int least = random.nextInt(4);
      int most = least + random.nextInt(60) + 1;
      int initial = least + random.nextInt(most - least + 1);
      int slots = 1 + random.nextInt(4);
      double ratio = random.nextBoolean() ? 1 : 0.1 + 0.9 * random.nextDouble();
      AllocationRules rules =
          new AllocationRules(
              true, least, most, initial, ROUND, ROUND, 60_000, 60_000, 60_000, 60_000, ratio);
      ExecutorTargets targets = new ExecutorTargets(rules, slots);
      long now = 0;
      int waiting = 0;
      int running = 0;
      for (int step = 0; step < 200; step++) {
        now += random.nextInt(700);
        if (random.nextInt(5) == 0) {
          waiting = random.nextInt(100);
          running = random.nextInt(100);
        }
        int before = targets.target();
        targets.backlog(waiting > 0, now);
        targets.look(waiting + running, 0, now);
        int after = targets.target();
        assertThat(after).as("seed %d run %d", seed, run).isBetween(least, most);
        if (after > before) {
          assertThat((long) after)
              .as("seed %d run %d", seed, run)
              .isLessThanOrEqualTo(Math.max(least, rules.executorsFor(waiting + running, slots)));
        }
      }
      // A backlog that stays brings all that it needs, within as many rounds as doubling takes.
      for (int round = 0; round < 10; round++) {
        now += ROUND;
        targets.backlog(true, now);
        targets.look(200, 0, now);
      }
      assertThat((long) targets.target())
          .as("seed %d run %d", seed, run)
          .isEqualTo(Math.max(least, Math.min(most, rules.executorsFor(200, slots))));
    }
  }

  @Test
  void aFixedNumberFollowsNothing() {
    ExecutorTargets targets = new ExecutorTargets(AllocationRules.fixed(3), 1);
    targets.backlog(true, 0);
    targets.look(1_000, 3, 100_000);
    assertThat(targets.target()).isEqualTo(3);
    targets.backlog(false, 100_000);
    targets.look(0, 3, 200_000);
    assertThat(targets.target()).isEqualTo(3);
  }
}
