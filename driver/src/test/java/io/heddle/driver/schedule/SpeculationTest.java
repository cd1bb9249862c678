package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.task.ExclusionRules;
import io.heddle.driver.task.SpeculationRules;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeculationTest {
  private static final SpeculationRules RULES =
      new SpeculationRules(true, 100, 2, 0.5, 100, 0, true, 0.75, 4);

  private final World world = world(RULES);

  private static World world(SpeculationRules rules) {
    World made = new World(Plans.options().with(new FaultOptions(ExclusionRules.NONE, rules)));
    made.register("e1", "h1", "/r1", 2);
    made.register("e2", "h2", "/r1", 2);
    return made;
  }

  /** Stage 107 of four tasks, of which three have taken a second; returns the one that runs. */
  private static World.Running threeOfFourDone(World world) {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 4)));
    world.pass(1_000);
    for (int task = 1; task < 4; task++) {
      succeedAfterReading(world, task, 1_000);
    }
    return world.attempt(107, 0);
  }

  private static void succeedAfterReading(World world, int task, long records) {
    World.Running was = world.running.remove(world.taskOf(107, task));
    world.report(
        was.executorId(),
        World.success(was.launch())
            .setMetrics(TaskMetrics.newBuilder().setInputRecords(records))
            .build());
  }

  private static World.Running second(World world, World.Running first) {
    return world.running.values().stream()
        .filter(r -> r.launch().stageId() == first.launch().stageId())
        .filter(r -> r.launch().task() == first.launch().task())
        .filter(r -> r.launch().taskId() != first.launch().taskId())
        .findFirst()
        .orElse(null);
  }

  private static void end(World world, World.Running attempt) {
    world.running.remove(attempt.launch().taskId());
    world.report(attempt.executorId(), World.success(attempt.launch()).build());
  }

  @Test
  void aSlowTaskGetsASecondAttemptOnAnotherHostAndNoThird() {
    World.Running first = threeOfFourDone(world);
    world.pass(900);
    assertThat(second(world, first)).isNull();
    world.pass(300);
    World.Running second = second(world, first);
    assertThat(world.hostOf(second.executorId())).isNotEqualTo(world.hostOf(first.executorId()));
    assertThat(second.launch().attempt()).isNotEqualTo(first.launch().attempt());
    long launched = world.launches.size();
    world.pass(60_000);
    assertThat(world.launches).hasSize((int) launched);
  }

  @Test
  void aStageWhoseInputIsLostMeanwhileGetsNoSecondAttempts() {
    world.register("e3", "h3", "/r1", 1);
    world.submit(Plans.job(1, 4, List.of(7), Plans.map(7, 5)));
    world.succeedAll(107);
    world.pass(1_000);
    for (int task = 0; task < 4; task++) {
      if (!world.attempt(1001, task).executorId().equals("e3")
          && world.runningOf(1001).size() > 1) {
        world.succeed(1001, task);
      }
    }
    World.Running slow = world.running.values().iterator().next();
    world.loseNode(slow.executorId().equals("e1") ? "h2" : "h1");
    world.pass(10_000);
    assertThat(second(world, slow)).isNull();
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void theFirstResultWinsAndTheOtherAttemptIsEndedWithoutAFailure() {
    World.Running first = threeOfFourDone(world);
    world.pass(1_500);
    World.Running second = second(world, first);
    end(world, second);
    assertThat(world.killed).containsExactly(first.launch().taskId());
    end(world, first); // it was done before the kill reached it
    assertThat(world.merged.stream().filter("107/0"::equals)).hasSize(1);
    assertThat(
            world.events.stream()
                .filter(Event::hasTaskEnded)
                .map(Event::getTaskEnded)
                .filter(ended -> ended.getTaskId() == first.launch().taskId())
                .map(io.heddle.protocol.event.TaskEnded::getOutcome))
        .containsExactly("KILLED");
    String reader = world.attempt(1001, 0).executorId();
    assertThat(world.tables.get(reader).get(7).getOutputs(0).getAttempt())
        .isEqualTo((int) second.launch().taskId());
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void theSlowAttemptMayWinToo() {
    World.Running first = threeOfFourDone(world);
    world.pass(1_500);
    World.Running second = second(world, first);
    end(world, first);
    assertThat(world.killed).containsExactly(second.launch().taskId());
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void whenOneOfTwoAttemptsFailsTheOtherGoesOnAlone() {
    World.Running first = threeOfFourDone(world);
    world.pass(1_500);
    World.Running second = second(world, first);
    world.running.remove(first.launch().taskId());
    world.report(
        first.executorId(),
        TaskEnded.newBuilder()
            .setTaskId(first.launch().taskId())
            .setFailed(io.heddle.protocol.executor.TaskFailed.newBuilder().setMessage("x"))
            .build());
    assertThat(world.runningOf(107)).containsExactly(0);
    end(world, second);
    assertThat(world.killed).isEmpty();
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void whenAnExecutorIsLostWithOneOfTwoAttemptsTheOtherGoesOn() {
    World.Running first = threeOfFourDone(world);
    world.pass(1_500);
    World.Running second = second(world, first);
    world.endExecutor(first.executorId(), false);
    assertThat(world.runningOf(107)).containsExactly(0);
    end(world, second);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void aResultIsGivenOnceWhicheverAttemptBringsIt() {
    world.submit(Plans.job(1, 4, List.of()));
    world.pass(1_000);
    for (int task = 1; task < 4; task++) {
      world.succeed(1001, task);
    }
    World.Running first = world.attempt(1001, 0);
    world.pass(1_500);
    World.Running second = second(world, first);
    end(world, second);
    end(world, first);
    assertThat(world.results.get(1)).hasSize(4);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void aTaskThatReadsAsFastAsOthersOnlyHasMoreToDo() {
    World.Running first = threeOfFourDone(world);
    world.pass(500);
    heard(first, 1_500); // as fast as those that were done in a second
    world.pass(1_000);
    heard(first, 2_500);
    assertThat(second(world, first)).isNull();
    heard(first, 100);
    world.pass(200);
    assertThat(second(world, first)).isNotNull();
  }

  @Test
  void aTaskThatRunsForVeryLongGetsASecondAttemptWhateverItsRate() {
    World.Running first = threeOfFourDone(world);
    for (int i = 2; i < 12 && second(world, first) == null; i++) {
      heard(first, 1_000 * i + 1_000);
      world.pass(1_000);
    }
    assertThat(second(world, first)).isNotNull();
    assertThat(world.now).isGreaterThan(8_000);
  }

  private void heard(World.Running attempt, long records) {
    world.send(
        new SchedulerEvent.ExecutorHeard(
            attempt.executorId(),
            Heartbeat.newBuilder()
                .addRunningTasks(attempt.launch().taskId())
                .addRecordsRead(records)
                .build()));
  }

  @Test
  void aSecondAttemptWaitsUntilWhatItReadsIsThereAgain() {
    world.submit(Plans.job(1, 4, List.of(7), Plans.map(7, 2)));
    world.succeedAll(107);
    world.pass(1_000);
    for (int task = 1; task < 4; task++) {
      world.succeed(1001, task);
    }
    World.Running first = world.attempt(1001, 0);
    String host = first.executorId().equals("e1") ? "h2" : "h1";
    world.loseNode(host); // with a map output, and not with the reader
    world.register("e3", "h3", "/r1", 2);
    world.register("e4", "h4", "/r1", 2);
    world.pass(5_000);
    assertThat(second(world, first)).isNull();
    end(world, first);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void inSmallStagesAFixedTimeIsEnough() {
    World small = world(new SpeculationRules(true, 100, 2, 0.5, 100, 5_000, true, 0.75, 4));
    small.submit(Plans.job(1, 1, List.of()));
    small.pass(4_900);
    assertThat(small.launches).hasSize(1);
    small.pass(300);
    assertThat(small.launches).hasSize(2);
  }

  @Test
  void nothingIsTriedTwiceWhenAllHostsAreBusyOrTheSame() {
    World alone = new World(Plans.options().with(new FaultOptions(ExclusionRules.NONE, RULES)));
    alone.register("e1", "h1", "/r1", 2);
    alone.register("e2", "h1", "/r1", 2);
    World.Running first = threeOfFourDone(alone);
    alone.pass(60_000);
    assertThat(second(alone, first)).isNull();
  }
}
