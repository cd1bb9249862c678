package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.stage.StageSpec;
import io.heddle.error.ErrorCode;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.TaskEnded;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollbackTest {
  private final World world = new World();

  @BeforeEach
  void threeExecutors() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
    world.register("e3", "h3", "/r2", 2);
  }

  private static StageSpec indeterminate(StageSpec s) {
    return new StageSpec(
        s.stageId(),
        s.name(),
        s.lineage(),
        s.tasks(),
        s.parents(),
        s.shuffleId(),
        s.reducePartitions(),
        true,
        s.preferences(),
        s.partitionOf());
  }

  /** A task of a map stage succeeds with a checksum of its output. */
  private void succeed(int stageId, int task, long checksum) {
    World.Running was = world.running.remove(world.taskOf(stageId, task));
    TaskEnded.Builder ended = World.success(was.launch());
    ended.getMapOutputBuilder().setChecksum(checksum);
    world.report(was.executorId(), ended.build());
  }

  private void succeedAll(int stageId) {
    while (!world.runningOf(stageId).isEmpty()) {
      int task = world.runningOf(stageId).get(0);
      succeed(stageId, task, 100 + task);
    }
  }

  private List<Integer> launched(int stageId) {
    return world.launches.stream()
        .filter(launch -> launch.stageId() == stageId)
        .map(SchedulerAction.Launch::task)
        .sorted()
        .toList();
  }

  @Test
  void whenAnOutputComesOutTheSameNothingElseRunsAgain() {
    world.submit(Plans.job(1, 2, List.of(8), Plans.map(7, 3), Plans.map(8, 3, 7)));
    succeedAll(107);
    succeed(108, 0, 5);
    world.fetchFailed(108, 1, 7, 2);
    succeed(107, 2, 102);
    succeedAll(108);
    world.succeedAll(1001);
    assertThat(launched(107)).containsExactly(0, 1, 2, 2);
    assertThat(launched(108)).containsExactly(0, 1, 1, 2);
    assertThat(world.killed).isEmpty();
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void whenItComesOutDifferentWhatWasMadeFromTheFirstIsMadeAgain() {
    world.submit(Plans.job(1, 2, List.of(8), Plans.map(7, 3), Plans.map(8, 4, 7)));
    succeedAll(107);
    succeed(108, 0, 5);
    long reading = world.taskOf(108, 3);
    World.Running stale = world.running.get(reading);
    world.fetchFailed(108, 1, 7, 2);
    succeed(107, 2, 999);
    // Task 0 was done and 3 was at work with the lost one.
    assertThat(world.killed).contains(reading);
    world.running.keySet().removeAll(world.killed);
    world.report(stale.executorId(), World.success(stale.launch()).build()); // too late
    succeedAll(108);
    assertThat(launched(108).stream().filter(task -> task == 0)).hasSize(2);
    assertThat(launched(108).stream().filter(task -> task == 3)).hasSize(2);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
    assertThat(world.tables.values().stream().map(t -> t.get(8)).filter(t -> t != null))
        .allSatisfy(
            table -> assertThat(table.getOutputs(3).getAttempt()).isNotEqualTo((int) reading));
  }

  @Test
  void itGoesDownThroughAllStagesThatReadFromIt() {
    world.submit(
        Plans.job(1, 2, List.of(9), Plans.map(7, 2), Plans.map(8, 2, 7), Plans.map(9, 2, 8, 7)));
    succeedAll(107);
    succeedAll(108);
    succeed(109, 0, 7);
    world.fetchFailed(109, 1, 7, 1);
    succeed(107, 1, 999);
    while (!world.completed.contains(1)) {
      world.running.keySet().removeAll(world.killed);
      succeedAll(107);
      succeedAll(108);
      succeedAll(109);
      world.succeedAll(1001);
    }
    assertThat(launched(107)).containsExactly(0, 1, 1);
    assertThat(launched(108)).containsExactly(0, 0, 1, 1);
    assertThat(launched(109).stream().filter(task -> task == 0)).hasSize(2);
  }

  @Test
  void aDeclaredStageNeedsNoChecksum() {
    world.submit(Plans.job(1, 2, List.of(8), indeterminate(Plans.map(7, 3)), Plans.map(8, 3, 7)));
    world.succeedAll(107);
    world.succeed(108, 0);
    world.fetchFailed(108, 1, 7, 2);
    world.succeed(107, 2);
    world.running.keySet().removeAll(world.killed);
    world.succeedAll(108);
    world.succeedAll(1001);
    assertThat(launched(108).stream().filter(task -> task == 0)).hasSize(2);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void resultsThatAreOutFailTheJobWithWhatToDo() {
    world.submit(Plans.job(1, 3, List.of(7), Plans.map(7, 3)));
    succeedAll(107);
    world.succeed(1001, 0);
    world.fetchFailed(1001, 1, 7, 2);
    assertThat(world.failed).isEmpty();
    succeed(107, 2, 999);
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.NONDETERMINISTIC_RERUN);
    assertThat(world.failed.get(1).detail()).contains("partition 2 of stage 107");
  }

  @Test
  void aResultStageWithoutResultsStartsOver() {
    world.submit(Plans.job(1, 3, List.of(7), Plans.map(7, 3)));
    succeedAll(107);
    world.fetchFailed(1001, 1, 7, 2);
    succeed(107, 2, 999);
    assertThat(world.killed).hasSize(2);
    world.running.keySet().removeAll(world.killed);
    world.succeedAll(1001);
    assertThat(world.failed).isEmpty();
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void anotherJobOfTheSameStageGoesOnWhenOneFailsForItsResults() {
    StageSpec map = Plans.map(7, 3);
    world.submit(Plans.job(1, 3, List.of(7), map));
    succeedAll(107);
    world.succeed(1001, 0);
    world.submit(Plans.job(2, 2, List.of(7), map));
    world.fetchFailed(1001, 1, 7, 2);
    succeed(107, 2, 999);
    assertThat(world.failed).containsOnlyKeys(1);
    world.running.keySet().removeAll(world.killed);
    world.succeedAll(1002);
    assertThat(world.completed).containsExactly(2);
  }

  @Test
  void everyAttemptAfterTheFirstSaysWhy() {
    world.submit(Plans.job(1, 2, List.of(7), Plans.map(7, 3)));
    succeedAll(107);
    world.fail(1001, 0);
    world.fetchFailed(1001, 1, 7, 2);
    succeedAll(107);
    world.endExecutor(world.attempt(1001, 0).executorId(), false);
    world.succeedAll(1001);
    assertThat(
            world.events.stream()
                .filter(Event::hasTaskStarted)
                .map(Event::getTaskStarted)
                .filter(started -> started.getAttempt() > 0))
        .isNotEmpty()
        .allSatisfy(started -> assertThat(started.getReason()).isNotEmpty());
  }

  @Test
  void theNoticeOfARerunSaysWhatItCost() {
    world.submit(Plans.job(1, 7, List.of(7), Plans.map(7, 6)));
    world.succeedAll(107);
    long there =
        world.tables.values().iterator().next().get(7).getOutputsList().stream()
            .filter(o -> o.getLocation() == 0)
            .count();
    String host = World.hostIn(world.tables.values().iterator().next().get(7), 0);
    world.loseNode(world.tables.values().iterator().next().get(7).getLocations(0).getHost());
    world.pass(12_000);
    while (!world.completed.contains(1)) {
      world.succeedAll(1001);
      world.succeedAll(107);
    }
    assertThat(host).isNotEmpty();
    assertThat(world.events.stream().filter(Event::hasNotice).map(e -> e.getNotice().getText()))
        .anyMatch(
            text ->
                text.contains("is lost: gone: " + there + " map output")
                    && text.endsWith("of stage 107 (map 7) run again, +12 s"));
  }
}
