package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.task.ExclusionRules;
import io.heddle.driver.task.SpeculationRules;
import io.heddle.error.ErrorCode;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusionTest {
  private static final ExclusionRules RULES =
      new ExclusionRules(true, 1, 2, 2, 2, 2, 2, 60_000, false, 20_000);

  private final World world = world(RULES, 9);

  private static World world(ExclusionRules rules, int maxTaskFailures) {
    SchedulerOptions plain = Plans.options();
    return new World(
        new SchedulerOptions(
            plain.waits(),
            plain.pools(),
            AllocationRules.fixed(4),
            1,
            maxTaskFailures,
            3,
            100,
            1_000,
            600_000,
            true,
            new FaultOptions(rules, SpeculationRules.NONE)));
  }

  private static List<String> notices(World world) {
    return world.events.stream()
        .filter(Event::hasNotice)
        .map(event -> event.getNotice().getText())
        .toList();
  }

  private String failOn(int stageId, int task) {
    String executor = world.attempt(stageId, task).executorId();
    world.fail(stageId, task);
    return executor;
  }

  @Test
  void aFailedTaskWaitsForAnotherExecutorHoweverLongThatIsBusy() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h2", "/r1", 1);
    world.submit(Plans.job(1, 2, List.of()));
    String first = failOn(1001, 0);
    world.pass(60_000);
    assertThat(world.runningOf(1001)).containsExactly(1); // though the first has a free slot
    world.succeed(1001, 1);
    assertThat(world.attempt(1001, 0).executorId()).isNotEqualTo(first);
  }

  @Test
  void aTaskThatFailedOnEveryExecutorGoesBackToOneAndKeepsItsLimit() {
    World three = world(RULES, 4);
    for (int i = 1; i <= 3; i++) {
      three.register("e" + i, "h" + i, "/r1", 1);
    }
    three.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 4; i++) {
      assertThat(three.failed).isEmpty();
      if (three.runningOf(1001).isEmpty()) {
        three.pass(1_000);
      }
      three.fail(1001, 0);
    }
    assertThat(three.failed.get(1).code()).isEqualTo(ErrorCode.USER_CODE_FAILED);
    assertThat(three.released).isEmpty();
  }

  @Test
  void aTaskAvoidsANodeWhereItFailedTwice() {
    world.register("a1", "h1", "/r1", 1);
    world.register("a2", "h1", "/r1", 1);
    world.register("a3", "h1", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of()));
    world.fail(1001, 0);
    world.fail(1001, 0);
    assertThat(world.runningOf(1001)).isEmpty(); // a3 is on the same host
    world.register("b1", "h2", "/r1", 1);
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("b1");
  }

  /** Fails two tasks of stage 107 on the executor of its first; returns that executor. */
  private String twoFailuresOnOne() {
    world.succeed(107, world.runningOf(107).get(0)); // so it is not the code
    String bad = failOn(107, world.runningOf(107).get(0));
    int next =
        world.runningOf(107).stream()
            .filter(task -> world.attempt(107, task).executorId().equals(bad))
            .findFirst()
            .orElseThrow();
    failOn(107, next);
    return bad;
  }

  @Test
  void anExecutorWhereTwoTasksOfAStageFailedGetsNoMoreOfThatStage() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h2", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 8)));
    String bad = twoFailuresOnOne();
    while (!world.runningOf(107).isEmpty()) {
      assertThat(world.running.values()).noneMatch(r -> r.executorId().equals(bad));
      world.succeed(107, world.runningOf(107).get(0));
    }
    assertThat(notices(world))
        .anyMatch(text -> text.contains("executor " + bad) && text.contains("no more tasks of"));
  }

  @Test
  void afterTheStageSucceededItsFailuresCountForTheApplicationUntilTheTimeout() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h2", "/r1", 1);
    world.submit(Plans.job(1, 4, List.of(7), Plans.map(7, 8)));
    String bad = twoFailuresOnOne();
    world.succeedAll(107);
    assertThat(world.running.values()).hasSize(1);
    assertThat(world.running.values()).noneMatch(r -> r.executorId().equals(bad));
    assertThat(
            world.events.stream()
                .filter(Event::hasExecutorExcluded)
                .map(event -> event.getExecutorExcluded().getExecutorId()))
        .containsExactly(bad);
    world.pass(61_000);
    assertThat(world.running.values()).anyMatch(r -> r.executorId().equals(bad));
    assertThat(
            world.events.stream()
                .filter(Event::hasExecutorExcluded)
                .map(event -> event.getExecutorExcluded().getReason()))
        .last()
        .isEqualTo("");
  }

  @Test
  void failuresOfAStageThatFailedAreTheCodesAndNotThePlaces() {
    World strict = world(RULES, 2);
    strict.register("e1", "h1", "/r1", 2);
    strict.register("e2", "h2", "/r1", 2);
    strict.submit(Plans.job(1, 4, List.of()));
    while (strict.failed.isEmpty()) {
      strict.fail(1001, strict.runningOf(1001).get(0));
      strict.pass(1_000);
    }
    assertThat(strict.events.stream().filter(Event::hasExecutorExcluded)).isEmpty();
  }

  @Test
  void whenAllAreExcludedAnIdleOneIsReplacedByOneElsewhere() {
    World single = world(RULES, 9);
    single.register("e1", "h1", "/r1", 1);
    single.submit(Plans.job(1, 3, List.of(7), Plans.map(7, 3)));
    single.succeed(107, 0);
    single.fail(107, 1);
    single.fail(107, 2);
    assertThat(single.runningOf(107)).isEmpty();
    single.pass(1_000);
    assertThat(single.released).containsExactly("e1");
    assertThat(single.demand.excludedHosts()).isEmpty(); // there is no other
    single.endExecutor("e1", false);
    single.register("e2", "h2", "/r1", 1);
    single.succeedAll(107);
    single.succeedAll(1001);
    assertThat(single.completed).containsExactly(1);
  }

  @Test
  void whenNoOtherExecutorComesTheJobFailsAndNamesWhatIsExcluded() {
    world.register("e1", "h1", "/r1", 2);
    world.submit(Plans.job(1, 5, List.of()));
    world.succeed(1001, 0);
    world.fail(1001, world.runningOf(1001).get(0));
    world.fail(1001, world.runningOf(1001).get(1));
    while (!world.runningOf(1001).isEmpty()) {
      world.fail(1001, world.runningOf(1001).get(0));
    }
    for (int i = 0; i < 20; i++) {
      world.pass(1_000);
      assertThat(world.failed).isEmpty();
    }
    world.pass(2_000);
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.EXCLUDED_EVERYWHERE);
    assertThat(world.failed.get(1).detail()).contains("executor e1@h1").contains("boom");
  }

  @Test
  void aNodeWithTwoExcludedExecutorsIsExcludedAndAskedForNoMore() {
    world.register("a1", "h1", "/r1", 1);
    world.register("a2", "h1", "/r1", 1);
    world.register("b1", "h2", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 12)));
    world.succeed(107, world.runningOf(107).get(0));
    int failures = 0;
    while (failures < 4) {
      int task =
          world.runningOf(107).stream()
              .filter(t -> world.hostOf(world.attempt(107, t).executorId()).equals("h1"))
              .findFirst()
              .orElseThrow();
      failOn(107, task);
      failures++;
    }
    assertThat(world.runningOf(107)).hasSize(1);
    world.pass(1_000);
    assertThat(world.demand.excludedHosts()).containsExactly("h1");
    world.register("a3", "h1", "/r1", 1);
    assertThat(world.runningOf(107)).hasSize(1);
    world.succeedAll(107);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
    world.pass(1_000);
    assertThat(world.demand.excludedHosts()).containsExactly("h1"); // for the application
    world.pass(61_000);
    world.pass(1_000);
    assertThat(world.demand.excludedHosts()).isEmpty();
  }

  @Test
  void aHostWithUnreadableOutputsIsExcludedWhereThatIsSet() {
    World careful = world(new ExclusionRules(true, 1, 2, 2, 2, 2, 2, 60_000, true, 20_000), 9);
    careful.register("e1", "h1", "/r1", 1);
    careful.register("e2", "h2", "/r1", 1);
    careful.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 4)));
    careful.succeedAll(107);
    careful.fetchFailed(1001, 0, 7, 0);
    assertThat(notices(careful)).anyMatch(text -> text.contains("is excluded for 60 s"));
  }

  @Test
  void codeThatAlwaysFailsIsNotHeldAgainstPlacesAndFailsSoon() {
    World two = world(RULES, 4);
    two.register("e1", "h1", "/r1", 2);
    two.register("e2", "h2", "/r1", 2);
    two.submit(Plans.job(1, 20, List.of()));
    long began = two.now;
    while (two.failed.isEmpty()) {
      if (two.runningOf(1001).isEmpty()) {
        two.pass(100);
      } else {
        two.fail(1001, two.runningOf(1001).get(0));
      }
    }
    assertThat(two.failed.get(1).code()).isEqualTo(ErrorCode.USER_CODE_FAILED);
    assertThat(two.now - began).isLessThan(3_000);
    assertThat(two.released).isEmpty();
    assertThat(notices(two)).noneMatch(text -> text.contains("no more tasks of"));
  }

  @Test
  void aDiskThatFailsIsHeldAgainstItsExecutorAtOnce() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h2", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 8)));
    for (int i = 0; i < 2; i++) {
      int task =
          world.runningOf(107).stream()
              .filter(t -> world.attempt(107, t).executorId().equals("e1"))
              .findFirst()
              .orElseThrow();
      long id = world.taskOf(107, task);
      world.running.remove(id);
      world.report(
          "e1",
          TaskEnded.newBuilder()
              .setTaskId(id)
              .setFailed(
                  TaskFailed.newBuilder()
                      .setErrorCode(ErrorCode.DISK_FULL.number())
                      .setMessage("/disk1 is full"))
              .build());
    }
    assertThat(world.running.values()).noneMatch(r -> r.executorId().equals("e1"));
    assertThat(notices(world)).anyMatch(text -> text.contains("/disk1 is full"));
  }

  @Test
  void tasksThatFailOnTwoHostsAreBadThemselves() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 12)));
    for (int i = 0; i < 40 && !world.completed.contains(1); i++) {
      for (int task : List.copyOf(world.runningOf(107))) {
        boolean bad =
            task < 3
                && world.launches.stream()
                        .filter(l -> l.stageId() == 107 && l.task() == task)
                        .count()
                    < 4;
        if (bad) {
          world.fail(107, task);
        } else {
          world.succeed(107, task);
        }
      }
      world.pass(1_000);
      world.succeedAll(1001);
    }
    assertThat(world.completed).containsExactly(1);
    assertThat(world.events.stream().filter(Event::hasExecutorExcluded)).isEmpty();
    assertThat(world.released).isEmpty();
  }

  @Test
  void whenAllHostsAreExcludedForAStageNoneIs() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 12)));
    world.succeed(107, world.runningOf(107).get(0));
    for (int task : List.copyOf(world.runningOf(107))) {
      world.fail(107, task); // two on each
    }
    world.succeedAll(107); // what had been given to one before its second failure
    assertThat(world.runningOf(107)).isEmpty();
    world.pass(1_000);
    assertThat(world.runningOf(107)).hasSize(4);
    assertThat(world.released).isEmpty();
    assertThat(notices(world)).anyMatch(text -> text.contains("not held against these"));
  }

  @Test
  void oneHostIsAlwaysLeft() {
    World careful = world(new ExclusionRules(true, 1, 2, 2, 2, 2, 2, 60_000, true, 20_000), 9);
    careful.register("e1", "h1", "/r1", 1);
    careful.register("e2", "h2", "/r1", 1);
    careful.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 6)));
    careful.succeedAll(107);
    for (int map = 0; map < 6 && !careful.runningOf(1001).isEmpty(); map++) {
      careful.fetchFailed(1001, 0, 7, map);
      careful.succeedAll(107);
      if (careful.failed.containsKey(1)) {
        break;
      }
    }
    careful.pass(1_000);
    assertThat(careful.demand.excludedHosts()).hasSize(1);
  }
}
