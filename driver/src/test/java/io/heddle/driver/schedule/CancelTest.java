package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelTest {
  private final World world = new World();

  @BeforeEach
  void start() {
    world.register("x", "h", "/r", 4);
  }

  private static HeddleException cause() {
    return new HeddleException(ErrorCode.JOB_CANCELLED, "not wanted");
  }

  @Test
  void aCancelledStageTakesAllJobsThatNeedItAndNoOther() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 2)));
    world.submit(Plans.job(2, 1, List.of(7), Plans.map(7, 2)));
    world.submit(Plans.job(3, 1, List.of()));

    world.send(new SchedulerEvent.StageCancelled(107, cause()));

    assertThat(world.failed).containsOnlyKeys(1, 2);
    assertThat(world.killed).hasSize(2);
    world.succeedAll(1003);
    assertThat(world.completed).contains(3);
  }

  @Test
  void aStageThatNobodyNeedsAnyMoreIsLeftAlone() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 1)));
    world.succeedAll(107);
    world.succeedAll(1001);

    world.send(new SchedulerEvent.StageCancelled(107, cause()));

    assertThat(world.failed).isEmpty();
  }

  @Test
  void aKilledAttemptIsTriedAgainAndDoesNotCountAsFailed() {
    world.submit(Plans.job(1, 1, List.of()));
    for (int time = 0; time < 10; time++) {
      long task = world.taskOf(1001, 0);
      world.send(new SchedulerEvent.TaskKillAsked(task, "slow"));
      assertThat(world.killed).last().isEqualTo(task);
      world.killedByExecutor(1001, 0);
    }

    assertThat(world.failed).isEmpty();
    world.succeedAll(1001);
    assertThat(world.completed).contains(1);
  }

  @Test
  void anAttemptThatDoesNotRunIsLeftAlone() {
    world.send(new SchedulerEvent.TaskKillAsked(99, "slow"));

    assertThat(world.killed).isEmpty();
  }
}
