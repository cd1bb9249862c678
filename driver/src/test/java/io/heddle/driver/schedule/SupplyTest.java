package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.protocol.event.AllocationChanged;
import io.heddle.protocol.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told of a wait for executors. */
class SupplyTest {
  private static final String WHY = "queue 'a' has room for 2 containers of 1,408 MiB, 1 core";

  private final World world = new World();

  @Test
  void aShortWaitIsNotWorthANotice() {
    supplied(6, 0, WHY);
    pass(4);
    supplied(0, 6, "");
    pass(60);
    assertThat(notices()).isEmpty();
  }

  @Test
  void aLongWaitIsToldOnceAsLongAsNothingChanges() {
    supplied(6, 0, WHY);
    pass(120);
    assertThat(notices()).containsExactly("waiting for 6 executors: " + WHY);
  }

  @Test
  void somethingNewIsToldAfterAWhile() {
    supplied(6, 0, WHY);
    pass(6);
    supplied(5, 1, WHY);
    pass(6);
    supplied(1, 5, "");
    pass(6);
    assertThat(notices()).hasSize(1);
    pass(30);
    assertThat(notices())
        .containsExactly("waiting for 6 executors: " + WHY, "waiting for 1 executor");
  }

  @Test
  void aNewWaitIsToldAnew() {
    supplied(6, 0, WHY);
    pass(6);
    supplied(0, 6, "");
    supplied(6, 6, WHY);
    pass(6);
    assertThat(notices()).hasSize(2);
  }

  @Test
  void thePageShowsTheWaitWhileItLasts() {
    supplied(4, 0, WHY);
    pass(2);
    assertThat(latest().getWaiting()).isEqualTo("waiting for 4 executors: " + WHY);
    assertThat(latest().getTarget()).isEqualTo(4);
    assertThat(latest().getAsked()).isEqualTo(4);
    supplied(0, 4, "");
    world.send(new SchedulerEvent.ExecutorLaunching("e1", "h1", "/r1", "c1"));
    world.register("e2", "h1", "/r1", 1);
    pass(2);
    assertThat(latest())
        .isEqualTo(AllocationChanged.newBuilder().setTarget(4).setGranted(1).setRunning(1).build());
  }

  @Test
  void whatHasNotChangedIsNotTold() {
    pass(60);
    assertThat(world.events.stream().filter(Event::hasAllocationChanged)).hasSize(1);
  }

  private void supplied(int asked, int held, String why) {
    world.send(new SchedulerEvent.Supplied(new ExecutorSupply(asked, held, 2, why)));
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      world.hearAll();
      world.pass(1_000);
    }
  }

  private List<String> notices() {
    return world.events.stream()
        .filter(Event::hasNotice)
        .map(event -> event.getNotice().getText())
        .toList();
  }

  private AllocationChanged latest() {
    return world.events.stream()
        .filter(Event::hasAllocationChanged)
        .map(Event::getAllocationChanged)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
