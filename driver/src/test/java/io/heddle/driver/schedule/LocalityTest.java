package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.task.Locality;
import io.heddle.protocol.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits are 1 s at each level. */
class LocalityTest {
  private final World world = new World();

  private Locality localityOf(int stageId, int task) {
    return world.attempt(stageId, task).launch().locality();
  }

  @Test
  void tasksWithoutPreferenceGoAnywhereAtOnce() {
    world.register("e1", "h1", "/r1", 1);
    world.submit(Plans.job(1, 1, List.of()));
    assertThat(localityOf(1001, 0)).isEqualTo(Locality.ANY);
    assertThat(wantedLocal()).containsExactly(false);
  }

  private List<Boolean> wantedLocal() {
    return world.events.stream()
        .filter(Event::hasTaskStarted)
        .map(event -> event.getTaskStarted().getWantedLocal())
        .toList();
  }

  @Test
  void eachTaskGoesToTheHostOfItsData() {
    for (int i = 0; i < 3; i++) {
      world.register("e" + i, "h" + i, "/r1", 1);
    }
    world.submit(Plans.job(1, 3, task -> Plans.on("h" + (2 - task), "/r1"), List.of()));
    for (int task = 0; task < 3; task++) {
      assertThat(world.attempt(1001, task).executorId()).isEqualTo("e" + (2 - task));
      assertThat(localityOf(1001, task)).isEqualTo(Locality.NODE_LOCAL);
    }
    assertThat(wantedLocal()).containsOnly(true);
  }

  @Test
  void aSlotIsKeptWaitingAtEachLevelForItsTime() {
    world.register("near", "h1", "/r1", 1);
    world.register("rack", "h2", "/r1", 1);
    world.register("far", "h3", "/r2", 1);
    world.submit(Plans.job(1, 3, task -> Plans.on("h1", "/r1"), List.of()));
    assertThat(world.runningOf(1001)).containsExactly(0);
    world.pass(999);
    assertThat(world.runningOf(1001)).containsExactly(0);
    world.pass(1);
    assertThat(world.attempt(1001, 1).executorId()).isEqualTo("rack");
    assertThat(localityOf(1001, 1)).isEqualTo(Locality.RACK_LOCAL);
    world.pass(999);
    assertThat(world.runningOf(1001)).containsExactly(0, 1);
    world.pass(1);
    assertThat(world.attempt(1001, 2).executorId()).isEqualTo("far");
    assertThat(localityOf(1001, 2)).isEqualTo(Locality.ANY);
  }

  @Test
  void aLevelThatNoExecutorCanGiveIsNotWaitedFor() {
    world.register("rack", "h2", "/r1", 1);
    world.register("far", "h3", "/r2", 1);
    world.submit(Plans.job(1, 1, task -> Plans.on("h1", "/r1"), List.of()));
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("rack");
    world.submit(Plans.job(2, 1, task -> Plans.on("h9", "/r9"), List.of()));
    assertThat(world.attempt(1002, 0).executorId()).isEqualTo("far");
  }

  @Test
  void onACompleteClusterTasksThatCanBeLocalNowhereDoNotWaitForThoseThatCan() {
    for (int i = 0; i < 4; i++) { // 4 are wanted
      world.register("e" + i, "h" + i, "/r" + i, 1);
    }
    // Three on h0, one on a host without an executor, one on a rack without one.
    world.submit(
        Plans.job(
            1,
            5,
            task ->
                task < 3
                    ? Plans.on("h0", "/r0")
                    : task == 3 ? Plans.on("h8", "/r1") : Plans.on("h9", "/r9"),
            List.of()));
    assertThat(world.runningOf(1001)).containsExactly(0, 3, 4);
    assertThat(world.attempt(1001, 3).executorId()).isEqualTo("e1");
    assertThat(localityOf(1001, 3)).isEqualTo(Locality.RACK_LOCAL);
    assertThat(localityOf(1001, 4)).isEqualTo(Locality.ANY);
  }

  @Test
  void anExecutorThatIsBeingStartedIsWorthWaitingFor() {
    world.register("far", "h3", "/r2", 1);
    world.send(new SchedulerEvent.ExecutorLaunching("near", "h1", "/r1", "c-near"));
    world.submit(Plans.job(1, 1, task -> Plans.on("h1", "/r1"), List.of()));
    assertThat(world.runningOf(1001)).isEmpty();
    world.pass(500);
    world.register("near", "h1", "/r1", 1);
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("near");
  }

  @Test
  void theWaitBeginsWhenASlotIsFirstTurnedAwayNotWhenTheTasksCame() {
    world.register("near", "h1", "/r1", 1);
    world.register("far", "h3", "/r2", 1);
    world.submit(Plans.job(1, 1, task -> Plans.on("h3", "/r2"), List.of())); // takes 'far'
    world.submit(Plans.job(2, 2, task -> Plans.on("h1", "/r1"), List.of()));
    world.pass(5_000);
    assertThat(world.runningOf(1002)).containsExactly(0);
    world.succeed(1001, 0);
    assertThat(world.runningOf(1002)).containsExactly(0);
    world.pass(999);
    assertThat(world.runningOf(1002)).containsExactly(0);
    world.pass(1_001); // node, then rack
    assertThat(world.runningOf(1002)).containsExactly(0, 1);
  }

  @Test
  void localLaunchesDoNotKeepOtherSlotsWaitingLonger() {
    world.register("near", "h1", "/r1", 1);
    world.register("far", "h3", "/r2", 1);
    world.submit(Plans.job(1, 9, task -> Plans.on("h1", "/r1"), List.of()));
    for (int i = 0; i < 4; i++) {
      world.pass(500);
      world.succeed(1001, i);
    }
    assertThat(world.running.values().stream().map(World.Running::executorId)).contains("far");
  }

  @Test
  void cachedBlocksDrawTasksIntoTheirProcess() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e2", "h1", "/r1", 1);
    world.register("e3", "h3", "/r1", 1);
    world.cached("e2", 5, 0);
    world.submit(Plans.job(1, 1, task -> Plans.near(5, task, "h3"), List.of()));
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("e2");
    assertThat(localityOf(1001, 0)).isEqualTo(Locality.PROCESS_LOCAL);
  }

  @Test
  void withoutTheBlockTheInputDecides() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e3", "h3", "/r1", 1);
    world.cached("e1", 5, 0);
    world.send(new SchedulerEvent.RddUncached(5));
    world.submit(Plans.job(1, 1, task -> Plans.near(5, task, "h3"), List.of()));
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("e3");
  }

  @Test
  void blocksOfALostExecutorAreForgotten() {
    world.register("e1", "h1", "/r1", 1);
    world.register("e3", "h3", "/r1", 1);
    world.cached("e1", 5, 0);
    world.endExecutor("e1", false);
    world.submit(Plans.job(1, 1, task -> Plans.near(5, task, "h3"), List.of()));
    assertThat(localityOf(1001, 0)).isEqualTo(Locality.NODE_LOCAL);
  }

  @Test
  void laterJobsUseSlotsThatAnOlderOneWaitsWith() {
    world.register("near", "h1", "/r1", 1);
    world.register("far", "h3", "/r2", 1);
    world.submit(Plans.job(1, 2, task -> Plans.on("h1", "/r1"), List.of()));
    world.submit(Plans.job(2, 1, List.of()));
    assertThat(world.attempt(1002, 0).executorId()).isEqualTo("far");
  }
}
