package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.TaskEnded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is given back when YARN wants containers for others, and what it costs. */
class PreemptionTest {
  private static final long GRACE = 15_000;

  private final World world = new World(Plans.options(AllocationRules.fixed(4), 1));

  @Test
  void idleExecutorsGoFirst() {
    register(3);
    world.submit(Plans.job(1, 2, List.of()));
    String idle = idle(3);
    String busy = world.attempt(1001, 0).executorId();
    ask(1, busy);
    assertThat(world.released).containsExactly(idle);
    assertThat(world.runningOf(1001)).containsExactly(0, 1);
  }

  @Test
  void thenThoseWhoseTasksHaveRunForTheShortestTime() {
    register(1);
    world.submit(Plans.job(1, 3, List.of()));
    pass(30);
    world.register("late", "h9", "/r1", 1);
    pass(5);
    world.register("later", "h9", "/r1", 1);
    ask(2, "e0");
    assertThat(world.released).as("they drain while there is time").isEmpty();
    pass(14);
    assertThat(world.released).containsExactlyInAnyOrder("late", "later");
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("e0");
  }

  @Test
  void executorsThatAreBeingStartedGoBeforeAll() {
    register(2);
    world.send(new SchedulerEvent.ExecutorLaunching("n1", "h8", "/r1", "c8"));
    world.send(new SchedulerEvent.ExecutorLaunching("n2", "h9", "/r1", "c9"));
    ask(1, "e0");
    assertThat(world.released).containsExactly("n2");
  }

  @Test
  void blocksThatOneExecutorAloneHoldsAreWorkToo() {
    register(3);
    world.cached("e0", 5, 0);
    world.cached("e2", 5, 1);
    world.cached("e1", 5, 1);
    ask(2, "e0");
    assertThat(world.released).containsExactlyInAnyOrder("e1", "e2");
  }

  @Test
  void mapOutputsThatOneExecutorAloneServesAreWorkToo() {
    world.register("alone", "h1", "/r1", 1, 0);
    world.submit(Plans.job(1, 1, List.of(1), Plans.map(1, 1)));
    world.succeedAll(101);
    world.succeedAll(1001);
    register(1);
    ask(1, "alone");
    assertThat(world.released).containsExactly("e0");
  }

  @Test
  void amongEqualsThoseThatAreNamedGo() {
    register(4);
    ask(2, "e1", "e2");
    assertThat(world.released).containsExactlyInAnyOrder("e1", "e2");
  }

  @Test
  void whatIsOnItsWayBackCounts() {
    register(3);
    world.submit(Plans.job(1, 3, List.of()));
    world.send(new SchedulerEvent.ExecutorDraining("e1", "leaves"));
    ask(1, "e1");
    pass(15);
    assertThat(world.released).isEmpty();
  }

  @Test
  void whatIsSaidAgainIsAnsweredOnce() {
    register(4);
    world.cached("e0", 5, 0);
    ask(1, "e0");
    pass(1);
    ask(1, "e0");
    assertThat(world.released).hasSize(1);
    pass(60);
    ask(1, "e1");
    assertThat(world.released).hasSize(2);
  }

  @Test
  void thoseNamedStrictlyGoWhateverTheyCost() {
    register(2);
    world.submit(Plans.job(1, 1, List.of()));
    String busy = world.attempt(1001, 0).executorId();
    pass(100);
    strict(busy);
    assertThat(world.released).isEmpty();
    pass(13);
    assertThat(world.released).containsExactly(busy);
  }

  @Test
  void drainedExecutorsGoWhenTheirTasksHaveEnded() {
    register(1);
    world.submit(Plans.job(1, 2, List.of()));
    strict("e0");
    assertThat(world.released).isEmpty();
    world.succeed(1001, 0);
    assertThat(world.released).containsExactly("e0");
    assertThat(world.runningOf(1001)).isEmpty();
  }

  @Test
  void whatTheyRanIsStoppedAndRunsFirstElsewhere() {
    register(2);
    world.submit(Plans.job(1, 6, List.of()));
    strict("e1");
    int interrupted =
        world.runningOf(1001).stream()
            .filter(task -> world.attempt(1001, task).executorId().equals("e1"))
            .findFirst()
            .orElseThrow();
    pass(14);
    assertThat(world.released).containsExactly("e1");
    world.endExecutor("e1", false);
    int other = world.runningOf(1001).get(0);
    world.succeed(1001, other);
    assertThat(world.runningOf(1001)).containsExactly(interrupted);
    assertThat(outcomes()).containsExactly("KILLED", "SUCCEEDED");
    assertThat(world.failed).isEmpty();
  }

  @Test
  void endsByPreemptionAreNoFailuresHoweverMany() {
    world.submit(Plans.job(1, 1, List.of()));
    for (int i = 0; i < 20; i++) {
      world.register("p" + i, "h1", "/r1", 1);
      strict("p" + i);
      world.disconnect("p" + i);
      world.endExecutor("p" + i, false);
    }
    register(1);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
    assertThat(outcomes()).filteredOn("KILLED"::equals).hasSize(20);
  }

  @Test
  void whatYarnTakesAlthoughOthersWereGivenIsStoppedToo() {
    register(1);
    world.submit(Plans.job(1, 2, List.of()));
    pass(10);
    world.register("young", "h9", "/r1", 1);
    ask(1, "e0");
    world.disconnect("e0");
    assertThat(outcomes()).containsExactly("KILLED");
  }

  @Test
  void whatWasGivenBackIsNotAskedForAgainAtOnce() {
    register(4);
    world.pass(0);
    ask(2);
    assertThat(world.demand.total()).as("two, and two that are not gone yet").isEqualTo(4);
    endReleased();
    assertThat(world.demand.total()).isEqualTo(2);
    room(5);
    pass(9);
    assertThat(world.demand.total()).isEqualTo(2);
  }

  @Test
  void itIsAskedForAgainWhenTheQueueHasRoom() {
    register(4);
    ask(2);
    endReleased();
    pass(11);
    assertThat(world.demand.total()).isEqualTo(2);
    room(1);
    pass(2);
    assertThat(world.demand.total()).isEqualTo(3);
    room(2);
    pass(2);
    assertThat(world.demand.total()).isEqualTo(4);
  }

  @Test
  void afterAWhileItIsAskedForAgainAnyway() {
    register(4);
    ask(2);
    endReleased();
    pass(29);
    assertThat(world.demand.total()).isEqualTo(2);
    pass(2);
    assertThat(world.demand.total()).isEqualTo(4);
  }

  @Test
  void executorsThatDieMeanwhileAreAskedForAgain() {
    register(4);
    ask(1);
    endReleased();
    assertThat(world.demand.total()).isEqualTo(3);
    world.endExecutor("e0", true);
    assertThat(world.demand.total()).isEqualTo(3);
  }

  @Test
  void peopleAreToldWhyFewerAreAskedFor() {
    register(4);
    ask(2);
    endReleased();
    pass(2);
    assertThat(world.events.stream().filter(Event::hasAllocationChanged))
        .last()
        .satisfies(
            event ->
                assertThat(event.getAllocationChanged().getWaiting())
                    .startsWith("executors were given back for another queue: 2 more"));
  }

  @Test
  void executorsOfALeavingNodeAreReplacedElsewhereAndGoWhenTheyHaveEnded() {
    register(3);
    world.register("e3", "h0", "/r1", 1);
    world.submit(Plans.job(1, 3, List.of()));
    List<String> there = List.of("e0", "e3");
    long running =
        world.running.values().stream().filter(r -> there.contains(r.executorId())).count();
    world.send(new SchedulerEvent.NodeDecommissioning("h0", 0));
    assertThat(world.demand.total()).as("four, and two that drain").isEqualTo(6);
    assertThat(world.released).hasSize((int) (2 - running));
    world.submit(Plans.job(2, 4, List.of()));
    world.running.values().stream()
        .filter(r -> r.launch().stageId() == 1002)
        .forEach(r -> assertThat(there).doesNotContain(r.executorId()));
    world.succeedAll(1001);
    assertThat(world.released).containsExactlyInAnyOrderElementsOf(there);
    assertThat(outcomes()).containsOnly("SUCCEEDED");
  }

  @Test
  void anExecutorThatComesUpOnALeavingNodeGetsNoTasks() {
    world.send(new SchedulerEvent.ExecutorLaunching("n1", "h0", "/r1", "c1"));
    world.send(new SchedulerEvent.NodeDecommissioning("h0", 0));
    assertThat(world.released).containsExactly("n1");
    world.submit(Plans.job(1, 1, List.of()));
    world.register("n1", "h0", "/r1", 1);
    assertThat(world.runningOf(1001)).isEmpty();
    world.send(new SchedulerEvent.NodeStays("h0"));
    world.register("n2", "h0", "/r1", 1);
    assertThat(world.runningOf(1001)).containsExactly(0);
  }

  @Test
  void anExecutorThatAloneServesMapOutputsStaysUntilItsNodeGoes() {
    world.register("alone", "h1", "/r1", 1, 0);
    world.submit(Plans.job(1, 1, List.of(1), Plans.map(1, 1)));
    world.succeedAll(101);
    world.send(new SchedulerEvent.NodeDecommissioning("h1", 60_000));
    world.succeedAll(1001);
    pass(57);
    assertThat(world.released).isEmpty();
    pass(2);
    assertThat(world.released).containsExactly("alone");
  }

  @Test
  void mapOutputsOfALeavingNodeStayUntilItIsLost() {
    world.register("e0", "h0", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of(1), Plans.map(1, 2)));
    world.succeed(101, 0);
    world.send(new SchedulerEvent.NodeDecommissioning("h0", 0));
    world.register("e1", "h1", "/r1", 1);
    world.succeed(101, 1);
    endReleased();
    assertThat(world.runningOf(1001)).as("it reads what the node still serves").containsExactly(0);
    world.send(new SchedulerEvent.NodeLost("h0", "decommissioned"));
    world.fetchFailed(1001, 0, 1, 0);
    world.succeedAll(101);
    assertThat(world.launchesOf(101)).as("each once more").isEqualTo(4);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  private void register(int count) {
    for (int i = 0; i < count; i++) {
      world.register("e" + i, "h" + i, "/r1", 1);
    }
  }

  private String idle(int count) {
    for (int i = 0; i < count; i++) {
      String id = "e" + i;
      if (world.running.values().stream().noneMatch(r -> r.executorId().equals(id))) {
        return id;
      }
    }
    throw new AssertionError("nobody is idle");
  }

  private void ask(int count, String... named) {
    world.send(new SchedulerEvent.PreemptionAsked(false, List.of(named), count, GRACE));
  }

  private void strict(String... named) {
    world.send(new SchedulerEvent.PreemptionAsked(true, List.of(named), named.length, GRACE));
  }

  private void endReleased() {
    List.copyOf(world.released).forEach(executor -> world.endExecutor(executor, false));
  }

  private void room(int executors) {
    world.send(new SchedulerEvent.Supplied(new ExecutorSupply(0, 0, executors, "")));
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      world.hearAll();
      world.pass(1_000);
    }
  }

  private List<String> outcomes() {
    return world.events.stream()
        .filter(Event::hasTaskEnded)
        .map(event -> event.getTaskEnded())
        .map(TaskEnded::getOutcome)
        .toList();
  }
}
