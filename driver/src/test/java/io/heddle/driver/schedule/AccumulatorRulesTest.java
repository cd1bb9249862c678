package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.protocol.executor.TaskEnded;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which attempts' additions to accumulators count. */
class AccumulatorRulesTest {
  private final World world = new World();

  @BeforeEach
  void twoExecutors() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
  }

  @Test
  void eachTaskCountsOnce() {
    world.submit(Plans.job(1, 2, List.of(7), Plans.map(7, 3)));
    world.succeedAll(107);
    world.succeedAll(1001);
    assertThat(world.merged)
        .containsExactlyInAnyOrder("107/0", "107/1", "107/2", "1001/0", "1001/1");
  }

  @Test
  void anAttemptThatFailedCountsNothingAndItsRetryCounts() {
    world.submit(Plans.job(1, 1, List.of()));
    world.fail(1001, 0);
    assertThat(world.merged).isEmpty();
    world.pass(10_000);
    world.succeed(1001, 0);
    assertThat(world.merged).containsExactly("1001/0");
  }

  @Test
  void aMapTaskThatRunsAgainForALostOutputDoesNotCountAgain() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 3)));
    world.succeedAll(107);
    world.fetchFailed(1001, 0, 7, 1);
    world.succeed(107, 1);
    world.succeedAll(1001);
    assertThat(world.merged).containsExactlyInAnyOrder("107/0", "107/1", "107/2", "1001/0");
  }

  @Test
  void aLostExecutorsTasksCountWhereTheyRanAgain() {
    world.submit(Plans.job(1, 2, List.of()));
    TaskEnded late =
        World.success(world.attempt(1001, 0).launch()).setTaskId(world.taskOf(1001, 0)).build();
    String lost = world.attempt(1001, 0).executorId();
    world.endExecutor(lost, true);
    world.report(lost, late);
    assertThat(world.merged).isEmpty();
    world.pass(10_000);
    world.succeedAll(1001);
    assertThat(world.merged).containsExactlyInAnyOrder("1001/0", "1001/1");
  }
}
