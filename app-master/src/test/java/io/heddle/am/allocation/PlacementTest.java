package io.heddle.am.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.ExecutorDemand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void hostsGetExecutorsInProportionToTheirTasks() {
    assertThat(place(4, Map.of("a", 30, "b", 10), Map.of(), 1))
        .containsExactlyInAnyOrder(host("a"), host("a"), host("a"), host("b"));
  }

  @Test
  void executorsThatAHostHasCount() {
    assertThat(place(2, Map.of("a", 10, "b", 10), Map.of("a", 2), 1))
        .containsExactly(host("b"), host("b"));
  }

  @Test
  void aHostGetsNoMoreSlotsThanItHasTasks() {
    assertThat(place(3, Map.of("a", 3), Map.of(), 2))
        .containsExactly(host("a"), host("a"), Preference.NONE);
  }

  @Test
  void racksComeAfterHosts() {
    List<Preference> placed =
        Placement.of(
            2, new ExecutorDemand(2, Map.of("a", 1), Map.of("/r1", 3)), Map.of(), Map.of(), 1);
    assertThat(placed).containsExactly(host("a"), Preference.rack("/r1"));
  }

  @Test
  void aRacksTasksThatHostsServeAreNotServedAgain() {
    List<Preference> placed =
        Placement.of(
            2, new ExecutorDemand(2, Map.of("a", 1), Map.of("/r1", 1)), Map.of(), Map.of(), 1);
    assertThat(placed).containsExactly(host("a"), Preference.NONE);
  }

  @Test
  void withoutTasksExecutorsGoAnywhere() {
    assertThat(place(2, Map.of(), Map.of(), 1)).containsOnly(Preference.NONE).hasSize(2);
  }

  private static List<Preference> place(
      int count, Map<String, Integer> tasks, Map<String, Integer> executors, int slots) {
    return Placement.of(
        count, new ExecutorDemand(count, tasks, Map.of()), executors, Map.of(), slots);
  }

  private static Preference host(String host) {
    return Preference.host(host);
  }
}
