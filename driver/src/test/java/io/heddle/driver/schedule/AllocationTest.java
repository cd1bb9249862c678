package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.AllocationRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of executors follows the work. */
class AllocationTest {
  private int nextExecutor;

  @Test
  void whileTasksWaitEachRoundAsksForTwiceAsManyMore() {
    World world = world(0, 0, 100, 1);
    world.pass(0);
    assertThat(world.demand.total()).isZero();
    world.submit(Plans.job(1, 20, List.of()));
    assertThat(targets(world, 6)).containsExactly(1, 3, 7, 15, 20, 20);
  }

  @Test
  void nothingIsAskedForBeforeTheBacklogHasLasted() {
    World world = world(0, 0, 100, 1);
    world.submit(Plans.job(1, 20, List.of()));
    world.pass(999);
    assertThat(world.demand.total()).isZero();
    world.pass(1);
    assertThat(world.demand.total()).isEqualTo(1);
  }

  @Test
  void theSustainedTimeoutIsBetweenLaterRounds() {
    AllocationRules rules =
        new AllocationRules(true, 0, 100, 0, 1_000, 300, 60_000, 60_000, 60_000, 60_000, 1);
    World world = new World(Plans.options(rules, 1));
    world.submit(Plans.job(1, 20, List.of()));
    world.pass(1_000);
    assertThat(world.demand.total()).isEqualTo(1);
    world.pass(300);
    assertThat(world.demand.total()).isEqualTo(3);
    world.pass(300);
    assertThat(world.demand.total()).isEqualTo(7);
  }

  @Test
  void neverAreMoreAskedForThanTheTasksNeed() {
    World world = world(0, 0, 100, 4);
    world.submit(Plans.job(1, 9, List.of()));
    assertThat(targets(world, 4)).containsExactly(1, 3, 3, 3);
  }

  @Test
  void theRatioWantsFewerExecutorsThanTasksCouldUse() {
    AllocationRules rules =
        new AllocationRules(true, 0, 100, 0, 1_000, 1_000, 60_000, 60_000, 60_000, 60_000, 0.5);
    World world = new World(Plans.options(rules, 2));
    world.submit(Plans.job(1, 18, List.of()));
    assertThat(targets(world, 5)).containsExactly(1, 3, 5, 5, 5);
  }

  @Test
  void theMostAreForTheWholeApplication() {
    World world = world(0, 0, 5, 1);
    world.submit(Plans.job(1, 20, List.of()));
    world.submit(Plans.job(2, 20, List.of()));
    assertThat(targets(world, 5)).containsExactly(1, 3, 5, 5, 5);
  }

  @Test
  void theInitialNumberStaysUntilThereIsWork() {
    World world = world(0, 6, 100, 1);
    assertThat(targets(world, 3)).containsExactly(6, 6, 6);
    world.submit(Plans.job(1, 2, List.of()));
    world.pass(100);
    assertThat(world.demand.total()).isEqualTo(2);
  }

  @Test
  void theLeastAreHeldWhateverThereIsToDo() {
    World world = world(2, 2, 100, 1);
    register(world, 2);
    world.submit(Plans.job(1, 1, List.of()));
    world.succeedAll(1001);
    idle(world, 200);
    assertThat(world.released).isEmpty();
    assertThat(world.demand.total()).isEqualTo(2);
  }

  @Test
  void whatIsNotNeededAnyMoreIsTakenBack() {
    World world = world(0, 0, 100, 1);
    world.submit(Plans.job(1, 8, List.of()));
    assertThat(targets(world, 4)).containsExactly(1, 3, 7, 8);
    register(world, 2);
    for (int task = 0; task < 6; task++) {
      world.succeed(1001, task);
    }
    world.pass(100);
    assertThat(world.demand.total()).isEqualTo(2);
  }

  @Test
  void aNewBacklogBeginsWithOneAgain() {
    World world = world(0, 0, 100, 1);
    world.submit(Plans.job(1, 7, List.of()));
    assertThat(targets(world, 3)).containsExactly(1, 3, 7);
    register(world, 7);
    world.pass(100);
    world.submit(Plans.job(2, 7, List.of()));
    assertThat(targets(world, 3)).containsExactly(8, 10, 14);
  }

  @Test
  void anExecutorThatDiedIsWantedStill() {
    World world = world(0, 0, 100, 1);
    world.submit(Plans.job(1, 3, List.of()));
    assertThat(targets(world, 2)).containsExactly(1, 3);
    register(world, 3);
    world.endExecutor("e0", true);
    assertThat(world.demand.total()).isEqualTo(3);
  }

  @Test
  void idleExecutorsAreLetGoAndAskedForAgain() {
    World world = world(0, 4, 4, 1);
    register(world, 4);
    world.submit(Plans.job(1, 1, List.of()));
    idle(world, 59);
    assertThat(world.released).isEmpty();
    idle(world, 2);
    assertThat(world.released).hasSize(3);
    assertThat(world.released).doesNotContain(world.attempt(1001, 0).executorId());
    assertThat(world.demand.total()).as("one, and three that are not gone yet").isEqualTo(4);
    List.copyOf(world.released).forEach(executor -> world.endExecutor(executor, false));
    assertThat(world.demand.total()).isEqualTo(1);
    world.submit(Plans.job(2, 2, List.of()));
    assertThat(targets(world, 2)).containsExactly(2, 3);
  }

  @Test
  void theInitialExecutorsAreLetGoWhenNoWorkComes() {
    World world = world(0, 2, 4, 1);
    register(world, 2);
    idle(world, 61);
    assertThat(world.released).containsExactly("e0", "e1");
  }

  @Test
  void thoseThatAreIdleForLongestGoFirst() {
    World world = world(1, 3, 4, 1);
    register(world, 3);
    world.submit(Plans.job(1, 1, List.of()));
    String worked = world.attempt(1001, 0).executorId();
    idle(world, 1);
    world.succeed(1001, 0);
    idle(world, 100);
    assertThat(world.released).hasSize(2).doesNotContain(worked);
  }

  @Test
  void executorsWithCachedBlocksAreKeptForTheirOwnTime() {
    World world = world(0, 2, 4, 1);
    register(world, 2);
    world.cached("e1", 5, 0);
    idle(world, 299);
    assertThat(world.released).containsExactly("e0");
    idle(world, 2);
    assertThat(world.released).containsExactly("e0", "e1");
  }

  @Test
  void executorsThatAloneServeMapOutputsAreKeptForTheirOwnTime() {
    World world = world(0, 2, 4, 1);
    world.register("served", "h1", "/r1", 1, 7447);
    world.submit(Plans.job(1, 1, List.of(1), Plans.map(1, 1)));
    world.register("alone", "h2", "/r1", 1, 0);
    world.submit(Plans.job(2, 1, List.of(2), Plans.map(2, 1)));
    world.succeedAll(101);
    world.succeedAll(102);
    world.succeedAll(1001);
    world.succeedAll(1002);
    assertThat(world.completed).containsExactlyInAnyOrder(1, 2);
    idle(world, 119);
    assertThat(world.released).containsExactly("served");
    idle(world, 2);
    assertThat(world.released).containsExactly("served", "alone");
  }

  @Test
  void withoutMapOutputsAnExecutorWithoutShuffleServiceGoesAsOthersDo() {
    World world = world(0, 1, 4, 1);
    world.register("alone", "h2", "/r1", 1, 0);
    idle(world, 61);
    assertThat(world.released).containsExactly("alone");
  }

  @Test
  void drainedExecutorsAreReplacedAndTheirTasksNeedNoOthers() {
    World world = world(0, 2, 4, 1);
    register(world, 2);
    world.submit(Plans.job(1, 3, List.of()));
    world.send(new SchedulerEvent.ExecutorDraining("e0", "leaves"));
    world.pass(100);
    assertThat(world.demand.total()).as("e0 as long as it is there, and two").isEqualTo(3);
    world.endExecutor("e0", false);
    assertThat(world.demand.total()).isEqualTo(2);
  }

  @Test
  void drainedExecutorsCountForTheMost() {
    World world = world(2, 2, 2, 1);
    register(world, 2);
    world.send(new SchedulerEvent.ExecutorDraining("e0", "leaves"));
    world.pass(100);
    assertThat(world.demand.total()).isEqualTo(2);
  }

  private static World world(int least, int initial, int most, int slots) {
    return new World(Plans.options(Plans.dynamic(least, initial, most), slots));
  }

  private void register(World world, int count) {
    for (int i = 0; i < count; i++) {
      int n = nextExecutor++;
      world.register("e" + n, "h" + n, "/r1", 1);
    }
  }

  /** What is demanded after each of some seconds. */
  private static List<Integer> targets(World world, int seconds) {
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      world.hearAll();
      world.pass(1_000);
      seen.add(world.demand.total());
    }
    return seen;
  }

  private static void idle(World world, int seconds) {
    targets(world, seconds);
  }
}
