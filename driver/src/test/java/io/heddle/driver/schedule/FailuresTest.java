package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.stage.StageSpec;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final World world = new World();

  @BeforeEach
  void twoExecutors() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
  }

  @Test
  void aFailedTaskIsTriedAgainElsewhere() {
    world.submit(Plans.job(1, 1, List.of()));
    String first = world.attempt(1001, 0).executorId();
    world.fail(1001, 0);
    assertThat(world.attempt(1001, 0).executorId()).isNotEqualTo(first);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void aFailedTaskReturnsToTheOnlyExecutor() {
    world.endExecutor("e2", false);
    world.submit(Plans.job(1, 1, List.of()));
    world.fail(1001, 0);
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("e1");
  }

  @Test
  void aFailedTaskDoesNotWaitForeverForAnotherExecutor() {
    world.submit(Plans.job(1, 4, List.of()));
    String first = world.attempt(1001, 0).executorId();
    world.fail(1001, 0);
    assertThat(world.runningOf(1001)).containsExactly(1, 2, 3); // the other one is busy
    world.pass(3_000);
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo(first);
  }

  @Test
  void theLastAllowedFailureFailsTheJob() {
    world.submit(Plans.job(1, 1, List.of()));
    world.fail(1001, 0);
    world.fail(1001, 0);
    assertThat(world.failed).isEmpty();
    world.fail(1001, 0);
    HeddleException cause = world.failed.get(1);
    assertThat(cause.code()).isEqualTo(ErrorCode.USER_CODE_FAILED);
    assertThat(cause.detail())
        .contains("java.lang.IllegalStateException: boom, at Job.java:7")
        .contains("failed 3 times");
  }

  @Test
  void aFatalFailureIsNotTriedAgain() {
    world.submit(Plans.job(1, 1, List.of()));
    World.Running attempt = world.attempt(1001, 0);
    world.report(
        attempt.executorId(),
        TaskEnded.newBuilder()
            .setTaskId(attempt.launch().taskId())
            .setFailed(
                TaskFailed.newBuilder()
                    .setErrorCode(ErrorCode.INPUT_CORRUPT.number())
                    .setMessage("/in/a.gz ends early")
                    .setFatal(true))
            .build());
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.INPUT_CORRUPT);
    assertThat(world.failed.get(1).detail()).isEqualTo("/in/a.gz ends early");
  }

  @Test
  void aTaskKilledByItsExecutorDoesNotCountAsFailed() {
    world.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 10; i++) {
      world.killedByExecutor(1001, 0);
    }
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void aReportThatComesTwiceCountsOnce() {
    world.submit(Plans.job(1, 2, List.of()));
    World.Running attempt = world.attempt(1001, 0);
    world.succeed(1001, 0);
    world.report(attempt.executorId(), World.success(attempt.launch()).build());
    assertThat(world.results.get(1)).hasSize(1);
    assertThat(world.completed).isEmpty();
  }

  @Test
  void aReportFromAnotherExecutorThanTheTasksIsLeftAlone() {
    world.submit(Plans.job(1, 1, List.of()));
    World.Running attempt = world.attempt(1001, 0);
    String other = attempt.executorId().equals("e1") ? "e2" : "e1";
    world.report(other, World.success(attempt.launch()).build());
    assertThat(world.completed).isEmpty();
  }

  @Test
  void tasksOfALostExecutorRunAgainWithoutCounting() {
    world.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 10; i++) {
      String executor = world.attempt(1001, 0).executorId();
      world.endExecutor(executor, false);
      world.register(executor + "'", "h1", "/r1", 2);
    }
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void tasksThatKillTheirExecutorsFailTheJob() {
    world.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 3; i++) {
      assertThat(world.failed).isEmpty();
      String executor = world.attempt(1001, 0).executorId();
      world.endExecutor(executor, true);
      world.register(executor + "'", "h1", "/r1", 2);
    }
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.EXECUTORS_KEEP_FAILING);
  }

  @Test
  void aBrokenStreamCountsOnlyWhenTheProviderSaysThatTheProcessDied() {
    world.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 3; i++) {
      String executor = world.attempt(1001, 0).executorId();
      world.disconnect(executor);
      world.register(executor + "'", "h1", "/r1", 2);
      assertThat(world.runningOf(1001)).containsExactly(0); // at once
      assertThat(world.failed).isEmpty();
      world.send(new SchedulerEvent.ExecutorEnded(executor, "exit 137", true));
    }
    assertThat(world.failed).containsKey(1);
  }

  @Test
  void reportsOfAnExecutorThatIsHeldForLostAreLeftAlone() {
    world.submit(Plans.job(1, 1, List.of()));
    World.Running zombie = world.attempt(1001, 0);
    world.disconnect(zombie.executorId());
    world.report(zombie.executorId(), World.success(zombie.launch()).build());
    assertThat(world.results).isEmpty();
    world.succeedAll(1001);
    assertThat(world.results.get(1)).hasSize(1);
  }

  @Test
  void aSilentExecutorIsLostAndReleased() {
    world.submit(Plans.job(1, 4, List.of()));
    for (int i = 0; i < 12; i++) {
      world.pass(5_000);
      world.send(new SchedulerEvent.ExecutorHeard("e1", heartbeat()));
    }
    world.pass(1_000);
    assertThat(world.released).containsExactly("e2");
    world.succeed(1001, world.runningOf(1001).get(0));
  }

  private static io.heddle.protocol.executor.Heartbeat heartbeat() {
    return io.heddle.protocol.executor.Heartbeat.getDefaultInstance();
  }

  @Test
  void tooManyDeadExecutorsEndEveryJob() {
    World fragile =
        new World(
            new SchedulerOptions(
                Plans.options().waits(),
                PoolSpecs.FIFO,
                AllocationRules.fixed(4),
                1,
                9,
                3,
                2,
                1_000,
                60_000,
                true));
    fragile.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 3; i++) {
      fragile.register("x" + i, "h", "/r", 1);
      fragile.endExecutor("x" + i, true);
    }
    assertThat(fragile.failed.get(1).code()).isEqualTo(ErrorCode.EXECUTORS_KEEP_FAILING);
    fragile.submit(Plans.job(2, 1, List.of()));
    assertThat(fragile.failed).containsKey(2);
  }

  @Test
  void mapOutputsOutliveTheExecutorWhereAShuffleServiceServesThem() {
    StageSpec map = Plans.map(7, 2);
    world.submit(Plans.job(1, 1, List.of(7), map));
    world.succeedAll(107);
    world.endExecutor("e1", true);
    world.succeedAll(1001);
    assertThat(world.launchesOf(107)).isEqualTo(2);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void mapOutputsDieWithAnExecutorThatServesItsOwn() {
    World local = new World();
    local.register("e1", "h1", "", 1, 0);
    local.register("e2", "h2", "", 1, 0);
    local.submit(Plans.job(1, 2, List.of(7), Plans.map(7, 2)));
    List<Launch> maps = List.copyOf(local.launches);
    String first = local.attempt(107, 0).executorId();
    local.succeed(107, 0);
    local.succeed(107, 1);
    local.endExecutor(first, false);
    local.succeedAll(1001);
    local.succeedAll(107);
    local.succeedAll(1001);
    assertThat(maps).hasSize(2);
    assertThat(local.launches.stream().filter(l -> l.stageId() == 107).map(Launch::task))
        .containsExactly(maps.get(0).task(), maps.get(1).task(), 0);
    assertThat(local.completed).containsExactly(1);
  }

  @Test
  void whatIsRetriedIsTold() {
    world.submit(Plans.job(1, 1, List.of()));
    world.fail(1001, 0);
    assertThat(world.events.stream().filter(Event::hasNotice).map(e -> e.getNotice().getText()))
        .anyMatch(text -> text.contains("boom"));
  }
}
