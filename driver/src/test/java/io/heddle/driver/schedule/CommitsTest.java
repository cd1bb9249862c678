package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.task.ExclusionRules;
import io.heddle.driver.task.SpeculationRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private final World world =
      new World(
          Plans.options()
              .with(
                  new FaultOptions(
                      ExclusionRules.NONE,
                      new SpeculationRules(true, 100, 2, 0.5, 100, 500, true, 0.75, 4))));

  @BeforeEach
  void twoExecutors() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h2", "/r1", 1);
  }

  private void ask(World.Running attempt) {
    world.send(new SchedulerEvent.CommitAsked(attempt.executorId(), attempt.launch().taskId()));
  }

  private World.Running onOther(World.Running first) {
    return world.running.values().stream()
        .filter(r -> !r.executorId().equals(first.executorId()))
        .findFirst()
        .orElseThrow();
  }

  private World.Running slowTask() {
    world.submit(Plans.job(1, 1, java.util.List.of()));
    World.Running first = world.attempt(1001, 0);
    world.pass(1_000);
    return first;
  }

  private static long id(World.Running attempt) {
    return attempt.launch().taskId();
  }

  @Test
  void ofTwoAttemptsAtOnceOneMayCommitAndTheOtherIsEnded() {
    World.Running first = slowTask();
    World.Running second = onOther(first);
    ask(second);
    ask(first);
    assertThat(world.mayCommit).containsExactly(id(second));
    assertThat(world.mayNotCommit).isEmpty(); // it waits, as the other might fail
    world.running.remove(id(second));
    world.report(second.executorId(), World.success(second.launch()).build());
    assertThat(world.mayCommit).containsExactly(id(second));
    assertThat(world.killed).containsExactly(id(first));
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void whoAsksAgainIsNotTakenForAnother() {
    World.Running first = slowTask();
    ask(first);
    ask(first);
    assertThat(world.mayCommit).containsExactly(id(first));
    assertThat(world.mayNotCommit).isEmpty();
  }

  @Test
  void whenTheOneThatMayCommitFailsTheOneThatWaitsMay() {
    World.Running first = slowTask();
    World.Running second = onOther(first);
    ask(first);
    ask(second);
    world.running.remove(id(first));
    world.report(
        first.executorId(),
        io.heddle.protocol.executor.TaskEnded.newBuilder()
            .setTaskId(id(first))
            .setFailed(io.heddle.protocol.executor.TaskFailed.newBuilder().setMessage("disk"))
            .build());
    assertThat(world.mayCommit).containsExactly(id(first), id(second));
  }

  @Test
  void anAttemptThatWasLostMayBeCommittingStillUntilItsProcessHasEnded() {
    World.Running first = slowTask();
    World.Running second = onOther(first);
    ask(first);
    world.disconnect(first.executorId());
    ask(second);
    world.pass(5_000);
    assertThat(world.mayCommit).containsExactly(id(first));
    world.send(new SchedulerEvent.ExecutorEnded(first.executorId(), "exit 137", true));
    assertThat(world.mayCommit).containsExactly(id(first), id(second));
  }

  @Test
  void anAttemptThatWasLostIsGivenUpWhenItsExecutorMustHaveEndedItself() {
    World.Running first = slowTask();
    World.Running second = onOther(first);
    ask(first);
    world.disconnect(first.executorId());
    ask(second);
    for (int i = 0; i < 12; i++) {
      assertThat(world.mayCommit).containsExactly(id(first));
      world.pass(5_000);
      world.hearAll();
    }
    world.pass(1_000);
    assertThat(world.mayCommit).containsExactly(id(first), id(second));
  }

  @Test
  void whoIsNotWantedAnyMoreMayNotCommit() {
    World.Running first = slowTask();
    world.send(
        new SchedulerEvent.JobCancelled(
            1, new io.heddle.error.HeddleException(io.heddle.error.ErrorCode.KILLED, "enough")));
    ask(first);
    assertThat(world.mayNotCommit).containsExactly(id(first));
  }
}
