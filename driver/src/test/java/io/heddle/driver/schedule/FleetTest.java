package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final World world = new World(); // 4 executors of 1 slot wanted

  @Test
  void theNumberConfiguredIsWantedFromTheStart() {
    world.pass(0);
    assertThat(world.demand).isEqualTo(new ExecutorDemand(4, Map.of(), Map.of()));
  }

  @Test
  void theDemandSaysWhereThePendingTasksDataLies() {
    world.pass(0);
    world.submit(Plans.job(1, 3, task -> Plans.on("h" + task % 2, "/r" + task % 2), List.of()));
    assertThat(world.demand)
        .isEqualTo(new ExecutorDemand(4, Map.of("h0", 2, "h1", 1), Map.of("/r0", 2, "/r1", 1)));
  }

  @Test
  void aFixedNumberIsHeldHoweverIdle() {
    for (int i = 0; i < 4; i++) {
      world.register("e" + i, "h" + i, "/r1", 1);
    }
    for (int minute = 0; minute < 100; minute++) {
      world.hearAll();
      world.pass(59_000);
    }
    assertThat(world.released).isEmpty();
    assertThat(world.demand.total()).isEqualTo(4);
  }

  @Test
  void anExecutorThatDoesNotRegisterIsGivenUpSoThatAnotherOneIsAskedFor() {
    World dynamic = new World(Plans.options(Plans.dynamic(1, 1, 4), 1));
    dynamic.send(new SchedulerEvent.ExecutorLaunching("e1", "h1", "/r1", "c1"));
    dynamic.pass(599_000);
    assertThat(dynamic.released).isEmpty();
    dynamic.pass(2_000);
    assertThat(dynamic.released).containsExactly("e1");
    dynamic.pass(600_000);
    assertThat(dynamic.released).containsExactly("e1");
  }

  @Test
  void executorsThatNeverRegisterCountAsFailures() {
    SchedulerOptions options =
        new SchedulerOptions(
            Plans.options().waits(),
            PoolSpecs.FIFO,
            Plans.dynamic(1, 1, 4),
            1,
            3,
            3,
            2,
            1_000,
            60_000,
            true);
    World dynamic = new World(options);
    dynamic.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 3; i++) {
      assertThat(dynamic.failed).isEmpty();
      dynamic.send(new SchedulerEvent.ExecutorLaunching("e" + i, "h1", "/r1", "c" + i));
      dynamic.pass(601_000);
    }
    assertThat(dynamic.failed.get(1).code()).isEqualTo(ErrorCode.EXECUTORS_KEEP_FAILING);
  }

  @Test
  void anExecutorThatWasReleasedBeforeItRegisteredIsSentAway() {
    world.send(new SchedulerEvent.ExecutorLaunching("e1", "h1", "/r1", "c1"));
    world.send(new SchedulerEvent.PreemptionAsked(true, List.of("e1"), 1, 10_000));
    world.submit(Plans.job(1, 1, List.of()));
    world.register("e1", "h1", "/r1", 1);
    assertThat(world.running).isEmpty();
    assertThat(world.released).containsExactly("e1", "e1");
    world.endExecutor("e1", false);
    assertThat(world.scheduler.tableSizes()).containsEntry("releases", 0);
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    world.register("e1", "h1", "/r1", 1);
    world.now -= 3_600_000;
    world.send(new SchedulerEvent.Tick());
    world.pass(60_000);
    assertThat(world.released).containsExactly("e1"); // silent
  }

  @Test
  void aClockThatLeapsMakesNobodySilent() {
    world.register("e1", "h1", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of()));
    world.now += 3_600_000;
    world.send(new SchedulerEvent.Tick());
    assertThat(world.released).isEmpty();
  }

  @Test
  void anExecutorThatEndedBeforeItWasHeardOfIsForgottenInTheEnd() {
    world.endExecutor("e1", false); // its provider was faster than its stream
    world.register("e1", "h1", "/r1", 1);
    world.disconnect("e1");
    world.pass(80_000);
    assertThat(world.scheduler.tableSizes()).containsEntry("suspects", 0);
  }

  @Test
  void executorsWithCachedBlocksAreKept() {
    world.register("e1", "h1", "/r1", 1);
    world.cached("e1", 5, 0);
    world.hearAll();
    world.pass(59_000);
    world.hearAll();
    world.pass(59_000);
    assertThat(world.released).isEmpty();
  }

  @Test
  void aDrainingExecutorGetsNoMoreTasks() {
    world.register("e1", "h1", "/r1", 2);
    world.submit(Plans.job(1, 1, List.of()));
    world.send(new SchedulerEvent.ExecutorDraining("e1", "decommissioned"));
    world.submit(Plans.job(2, 1, List.of()));
    assertThat(world.runningOf(1002)).isEmpty();
    world.succeed(1001, 0);
    assertThat(world.completed).containsExactly(1);
    world.register("e2", "h2", "/r1", 1);
    assertThat(world.runningOf(1002)).containsExactly(0);
  }

  @Test
  void aBrokenStreamWhoseProcessIsNotReportedGoneIsReleased() {
    world.register("e1", "h1", "/r1", 1);
    world.disconnect("e1");
    world.pass(9_000);
    assertThat(world.released).isEmpty();
    world.pass(2_000);
    assertThat(world.released).containsExactly("e1");
  }

  @Test
  void whenThereWillBeNoExecutorsJobsFail() {
    world.submit(Plans.job(1, 1, List.of()));
    world.send(
        new SchedulerEvent.ProviderFailed(
            new HeddleException(ErrorCode.NO_EXECUTORS, "the queue is stopped")));
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.NO_EXECUTORS);
  }

  @Test
  void theWayToTheFirstTaskIsTold() {
    world.send(new SchedulerEvent.ExecutorLaunching("e1", "h1", "", "c1"));
    world.register("e1", "h1", "/r1", 2);
    world.submit(Plans.job(1, 2, List.of()));
    assertThat(
            world.events.stream().filter(Event::hasMilestone).map(e -> e.getMilestone().getName()))
        .containsExactly("executor-launching", "executor-registered", "first-task-started");
  }

  @Test
  void anExecutorThatDrainsItselfGoesWhenItHasDoneWhatItRuns() {
    World world = new World();
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h2", "/r1", 1);
    world.submit(Plans.job(1, 3, List.of()));
    world.send(new SchedulerEvent.ExecutorDraining("e1", "no local directory can be written"));
    assertThat(world.released).isEmpty();
    while (!world.runningOf(1001).isEmpty()) {
      world.succeed(1001, world.runningOf(1001).get(0));
    }
    world.pass(1_000);
    assertThat(world.released).containsExactly("e1");
    assertThat(world.completed).containsExactly(1);
  }
}
