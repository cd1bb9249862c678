package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.stage.StageSpec;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.StageInfo;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsAndStagesTest {
  private final World world = new World();

  @BeforeEach
  void twoExecutors() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
  }

  @Test
  void aJobOfOneStageGivesEachResultOnceAndCompletes() {
    world.submit(Plans.job(1, 5, List.of()));
    assertThat(world.runningOf(1001)).containsExactly(0, 1, 2, 3);
    world.succeedAll(1001);
    assertThat(world.results.get(1)).hasSize(5);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void tasksAreSpreadOverExecutors() {
    world.submit(Plans.job(1, 2, List.of()));
    assertThat(world.running.values().stream().map(World.Running::executorId))
        .containsExactlyInAnyOrder("e1", "e2");
  }

  @Test
  void aJobOfNoTasksCompletesAtOnceWithoutItsParents() {
    world.submit(Plans.job(1, 0, List.of(7), Plans.map(7, 3)));
    assertThat(world.completed).containsExactly(1);
    assertThat(world.launches).isEmpty();
  }

  @Test
  void aStageWaitsForItsParents() {
    world.submit(
        Plans.job(1, 1, List.of(8, 9), Plans.map(7, 1), Plans.map(8, 1, 7), Plans.map(9, 1)));
    assertThat(world.runningOf(107)).containsExactly(0);
    assertThat(world.runningOf(109)).containsExactly(0);
    assertThat(world.runningOf(108)).isEmpty();
    world.succeed(107, 0);
    world.succeed(108, 0);
    assertThat(world.runningOf(1001)).isEmpty();
    world.succeed(109, 0);
    assertThat(world.runningOf(1001)).containsExactly(0);
  }

  @Test
  void tablesReachAnExecutorBeforeTheTasksThatReadThem() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 3)));
    world.succeedAll(107);
    String executor = world.attempt(1001, 0).executorId();
    assertThat(world.tables.get(executor).get(7).getOutputsList()).hasSize(3);
  }

  @Test
  void aSecondJobSkipsTheStageThatRan() {
    StageSpec map = Plans.map(7, 2);
    world.submit(Plans.job(1, 1, List.of(7), map));
    world.succeedAll(107);
    world.succeedAll(1001);
    world.submit(Plans.job(2, 1, List.of(7), map));
    assertThat(world.launchesOf(107)).isEqualTo(2);
    assertThat(world.runningOf(1002)).containsExactly(0);
    assertThat(
            world.events.stream()
                .filter(Event::hasJobStarted)
                .skip(1)
                .flatMap(e -> e.getJobStarted().getStagesList().stream())
                .filter(StageInfo::getSkipped)
                .map(StageInfo::getStageId))
        .containsExactly(107);
  }

  @Test
  void twoJobsShareAStageThatIsRunning() {
    StageSpec map = Plans.map(7, 2);
    world.submit(Plans.job(1, 1, List.of(7), map));
    world.submit(Plans.job(2, 1, List.of(7), map));
    world.succeedAll(107);
    world.succeedAll(1001);
    world.succeedAll(1002);
    assertThat(world.launchesOf(107)).isEqualTo(2);
    assertThat(world.completed).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void theOlderJobGetsSlotsFirst() {
    world.submit(Plans.job(1, 5, List.of()));
    world.submit(Plans.job(2, 5, List.of()));
    world.succeed(1001, 0);
    assertThat(world.runningOf(1001)).containsExactly(1, 2, 3, 4);
    world.succeed(1001, 1);
    assertThat(world.runningOf(1002)).containsExactly(0);
  }

  @Test
  void cancellingKillsTheJobsTasksAndTheirSlotsComeBackWhenTheyEnd() {
    world.submit(Plans.job(1, 4, List.of()));
    world.send(
        new SchedulerEvent.JobCancelled(1, new HeddleException(ErrorCode.KILLED, "no more")));
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.KILLED);
    assertThat(world.killed).hasSize(4);
    world.submit(Plans.job(2, 1, List.of()));
    assertThat(world.runningOf(1002)).isEmpty();
    world.killedByExecutor(1001, 2);
    assertThat(world.runningOf(1002)).containsExactly(0);
    assertThat(world.launchesOf(1001)).isEqualTo(4);
  }

  @Test
  void cancellingLeavesTheStagesThatAnotherJobNeeds() {
    StageSpec map = Plans.map(7, 2);
    world.submit(Plans.job(1, 1, List.of(7), map));
    world.submit(Plans.job(2, 1, List.of(7), map));
    world.send(
        new SchedulerEvent.JobCancelled(1, new HeddleException(ErrorCode.KILLED, "no more")));
    assertThat(world.killed).isEmpty();
    world.succeedAll(107);
    world.succeedAll(1002);
    assertThat(world.completed).containsExactly(2);
  }

  @Test
  void aMapOutputThatComesAfterTheCancellationIsOfUse() {
    StageSpec map = Plans.map(7, 2);
    world.submit(Plans.job(1, 1, List.of(7), map));
    world.send(
        new SchedulerEvent.JobCancelled(1, new HeddleException(ErrorCode.KILLED, "no more")));
    world.succeed(107, 0);
    world.submit(Plans.job(2, 1, List.of(7), map));
    assertThat(world.runningOf(107).stream().filter(task -> task == 0)).isEmpty();
  }

  @Test
  void resultsBeyondTheLimitFailTheJob() {
    world.submit(Plans.job(1, 600, List.of())); // 2 to 4 bytes each, 1,000 allowed
    world.succeedAll(1001);
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.RESULT_TOO_LARGE);
  }

  @Test
  void programsAreForgottenWithTheirJob() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 2)));
    world.succeedAll(107);
    world.succeedAll(1001);
    assertThat(world.programs.values()).allSatisfy(stages -> assertThat(stages).isEmpty());
  }

  @Test
  void aForgottenShuffleIsDropped() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 2)));
    world.send(new SchedulerEvent.ShuffleForgotten(7));
    assertThat(world.droppedShuffles).isEmpty(); // in use
    world.succeedAll(107);
    world.succeedAll(1001);
    world.pass(100);
    assertThat(world.droppedShuffles).containsExactly(7);
  }

  @Test
  void anExecutorThatComesToAHostWithFilesOfADroppedShuffleRemovesThem() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 4)));
    world.succeedAll(107);
    world.succeedAll(1001);
    world.endExecutor("e2", false);
    world.send(new SchedulerEvent.ShuffleForgotten(7));
    assertThat(world.droppedShuffles).containsExactly(7);
    world.register("e3", "h1", "/r1", 2);
    assertThat(world.droppedShuffles).containsExactly(7);
    world.register("e4", "h2", "/r1", 2);
    assertThat(world.droppedShuffles).containsExactly(7, 7);
    world.register("e5", "h2", "/r1", 2);
    assertThat(world.droppedShuffles).containsExactly(7, 7);
  }

  @Test
  void aBlockOfAnRddThatNobodyCanReachIsDroppedHoweverLateItComes() {
    world.cached("e1", 5, 0);
    world.send(new SchedulerEvent.RddForgotten(5));
    assertThat(world.droppedRdds).containsExactly(5);
    world.cached("e2", 5, 1);
    assertThat(world.droppedRdds).containsExactly(5, 5);
    world.cached("e2", 6, 1);
    assertThat(world.droppedRdds).containsExactly(5, 5);
  }

  @Test
  void progressCountsTasksOfAllStages() {
    world.submit(Plans.job(1, 2, List.of(7), Plans.map(7, 2)));
    assertThat(world.scheduler.progress()).isZero();
    world.succeedAll(107);
    assertThat(world.scheduler.progress()).isEqualTo(0.5);
    world.succeedAll(1001);
    assertThat(world.scheduler.progress()).isEqualTo(1.0);
  }
}
