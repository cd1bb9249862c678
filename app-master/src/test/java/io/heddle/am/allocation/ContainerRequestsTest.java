package io.heddle.am.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.ExecutorDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerRequestsTest {
  private final ContainerRequests requests = new ContainerRequests(1);

  @Test
  void asksForAsManyAsAreWanted() {
    Changes changes = requests.demand(anywhere(3));
    assertThat(changes.ask()).hasSize(3).allMatch(ask -> ask.where().equals(Preference.NONE));
    assertThat(changes.cancel()).isEmpty();
  }

  @Test
  void theSameDemandAgainChangesNothing() {
    requests.demand(anywhere(3));
    assertThat(requests.demand(anywhere(3)).isEmpty()).isTrue();
  }

  @Test
  void lessDemandCancelsAsks() {
    List<Ask> asked = requests.demand(anywhere(3)).ask();
    Changes changes = requests.demand(anywhere(1));
    assertThat(changes.cancel()).hasSize(2).isSubsetOf(asked);
    assertThat(requests.askedCount()).isEqualTo(1);
  }

  @Test
  void anOfferSatisfiesTheAskForItsHost() {
    List<Ask> asked = requests.demand(demand(2, Map.of("a", 1, "b", 1))).ask();
    Changes changes = requests.offered(List.of(offer("1", "b")));
    assertThat(changes.accepted()).containsExactly(offer("1", "b"));
    assertThat(changes.cancel())
        .containsExactly(
            asked.stream().filter(ask -> ask.where().host().equals("b")).findFirst().orElseThrow());
    assertThat(changes.ask()).isEmpty();
  }

  @Test
  void containersOfTheAttemptBeforeAreNotAskedForAgain() {
    assertThat(requests.adopted(List.of(offer("1", "a"), offer("2", "b"))).isEmpty()).isTrue();
    assertThat(requests.demand(anywhere(3)).ask()).hasSize(1);
    assertThat(requests.ended("1").ask()).hasSize(1);
    assertThat(requests.hadCount()).isEqualTo(1);
  }

  @Test
  void containersThatTurnUpLateTakeTheirAsksBack() {
    requests.demand(anywhere(3));
    assertThat(requests.adopted(List.of(offer("1", "a"))).cancel()).hasSize(1);
    assertThat(requests.askedCount()).isEqualTo(2);
  }

  @Test
  void anOfferElsewhereIsAcceptedToo() {
    requests.demand(demand(1, Map.of("a", 1)));
    Changes changes = requests.offered(List.of(offer("1", "z")));
    assertThat(changes.accepted()).hasSize(1);
    assertThat(requests.askedCount()).isZero();
  }

  @Test
  void anOfferElsewhereTakesTheAskWithoutPreference() {
    requests.demand(demand(2, Map.of("a", 1)));
    Changes changes = requests.offered(List.of(offer("1", "z")));
    assertThat(changes.cancel()).hasSize(1);
    assertThat(changes.cancel().get(0).where()).isEqualTo(Preference.NONE);
    assertThat(changes.ask()).isEmpty();
  }

  @Test
  void whatNobodyNeedsIsGivenBack() {
    requests.demand(anywhere(1));
    Changes changes = requests.offered(List.of(offer("1", "a"), offer("2", "b")));
    assertThat(changes.accepted()).containsExactly(offer("1", "a"));
    assertThat(changes.giveBack()).containsExactly(offer("2", "b"));
  }

  @Test
  void offersThatOvertakeACancellationAreGivenBack() {
    requests.demand(anywhere(2));
    requests.demand(anywhere(0));
    Changes changes = requests.offered(List.of(offer("1", "a")));
    assertThat(changes.giveBack()).containsExactly(offer("1", "a"));
    assertThat(requests.hadCount()).isZero();
  }

  @Test
  void anEndedContainerIsAskedForAgain() {
    requests.demand(anywhere(1));
    requests.offered(List.of(offer("1", "a")));
    Changes changes = requests.ended("1");
    assertThat(changes.ask()).hasSize(1);
  }

  @Test
  void anEndedContainerThatIsNotWantedAnyMoreIsNotReplaced() {
    requests.demand(anywhere(1));
    requests.offered(List.of(offer("1", "a")));
    requests.demand(anywhere(0));
    assertThat(requests.ended("1").isEmpty()).isTrue();
  }

  @Test
  void theEndOfAnUnknownContainerChangesNothing() {
    requests.demand(anywhere(1));
    assertThat(requests.ended("other").isEmpty()).isTrue();
  }

  @Test
  void whenPlacesBecomeKnownAsksMove() {
    List<Ask> asked = requests.demand(anywhere(2)).ask();
    Changes changes = requests.demand(demand(2, Map.of("a", 1, "b", 1)));
    assertThat(changes.cancel()).containsExactlyInAnyOrderElementsOf(asked);
    assertThat(hosts(changes.ask())).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void runningExecutorsAreNotEndedWhenDemandSinks() {
    requests.demand(anywhere(2));
    requests.offered(List.of(offer("1", "a"), offer("2", "b")));
    Changes changes = requests.demand(anywhere(0));
    assertThat(changes.isEmpty()).isTrue();
    assertThat(requests.hadCount()).isEqualTo(2);
  }

  /**
   * Whatever happens, had + asked = max(had, wanted), and what is asked at YARN's is what we think.
   */
  @Test
  void holdsItsInvariantThroughRandomEvents() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ContainerRequests state = new ContainerRequests(2);
    TreeMap<Long, Ask> table = new TreeMap<>();
    List<String> running = new ArrayList<>();
    int wanted = 0;
    for (int step = 0; step < 5_000; step++) {
      Changes changes;
      switch (random.nextInt(3)) {
        case 0 -> {
          wanted = random.nextInt(6);
          changes =
              state.demand(demand(wanted, Map.of("h" + random.nextInt(4), random.nextInt(9))));
        }
        case 1 -> {
          List<Offer> offers = new ArrayList<>();
          for (int i = random.nextInt(4); i > 0; i--) {
            offers.add(offer("c" + step + "." + i, "h" + random.nextInt(4)));
          }
          changes = state.offered(offers);
          assertThat(changes.accepted().size() + changes.giveBack().size())
              .isEqualTo(offers.size());
        }
        default ->
            changes =
                running.isEmpty()
                    ? state.ended("unknown")
                    : state.ended(running.remove(random.nextInt(running.size())));
      }
      changes.cancel().forEach(ask -> assertThat(table.remove(ask.id())).isNotNull());
      changes.ask().forEach(ask -> table.put(ask.id(), ask));
      changes.accepted().forEach(offer -> running.add(offer.containerId()));
      assertThat(table).as("seed %d step %d", seed, step).hasSize(state.askedCount());
      assertThat(state.hadCount()).isEqualTo(running.size());
      assertThat(state.hadCount() + state.askedCount())
          .as("seed %d step %d", seed, step)
          .isEqualTo(Math.max(running.size(), wanted));
    }
  }

  @Test
  void aContainerOnAnExcludedHostIsGivenBackAndAskedForAgain() {
    ContainerRequests state = new ContainerRequests(2);
    ExecutorDemand demand =
        new ExecutorDemand(2, Map.of("bad", 3, "good", 1), Map.of(), Set.of("bad"));
    Changes asked = state.demand(demand);
    assertThat(hosts(asked.ask())).containsExactly("good", "");
    Changes changes = state.offered(List.of(offer("c1", "bad"), offer("c2", "good")));
    assertThat(changes.giveBack()).containsExactly(offer("c1", "bad"));
    assertThat(changes.accepted()).containsExactly(offer("c2", "good"));
    assertThat(changes.ask()).hasSize(1);
    assertThat(changes.cancel()).hasSize(2);
    assertThat(state.hadCount() + state.askedCount()).isEqualTo(2);
  }

  private static List<String> hosts(List<Ask> asks) {
    return asks.stream().map(ask -> ask.where().host()).toList();
  }

  private static Offer offer(String id, String host) {
    return new Offer(id, host, "/rack");
  }

  private static ExecutorDemand anywhere(int total) {
    return demand(total, Map.of());
  }

  private static ExecutorDemand demand(int total, Map<String, Integer> byHost) {
    return new ExecutorDemand(total, byHost, Map.of());
  }
}
