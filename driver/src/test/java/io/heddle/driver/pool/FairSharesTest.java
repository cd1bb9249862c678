package io.heddle.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.pool.FairShares.Claim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairSharesTest {
  private static List<Integer> give(int slots, Claim... claims) {
    FairShares.give(slots, Arrays.asList(claims));
    return Arrays.stream(claims).map(Claim::given).toList();
  }

  private static Claim claim(int order, int weight, int minShare, int has, int wants) {
    return new Claim(order, weight, minShare, has, wants);
  }

  @Test
  void equalsGetEqualSharesAndTheFirstTheRest() {
    assertThat(give(7, claim(0, 1, 0, 0, 100), claim(1, 1, 0, 0, 100), claim(2, 1, 0, 0, 100)))
        .containsExactly(3, 2, 2);
  }

  @Test
  void sharesGoByWeight() {
    assertThat(give(12, claim(0, 1, 0, 0, 100), claim(1, 3, 0, 0, 100))).containsExactly(3, 9);
  }

  @Test
  void whatOneDoesNotWantGoesToOthers() {
    assertThat(give(10, claim(0, 5, 0, 0, 2), claim(1, 1, 0, 0, 100))).containsExactly(2, 8);
  }

  @Test
  void slotsThatOneHasCount() {
    assertThat(give(4, claim(0, 1, 0, 6, 100), claim(1, 1, 0, 2, 100))).containsExactly(0, 4);
  }

  @Test
  void leastSharesComeFirst() {
    assertThat(give(4, claim(0, 100, 0, 0, 100), claim(1, 1, 3, 0, 100))).containsExactly(1, 3);
  }

  @Test
  void leastSharesThatCannotAllBeMetAreMetInProportion() {
    assertThat(give(4, claim(0, 1, 6, 0, 100), claim(1, 1, 2, 0, 100))).containsExactly(3, 1);
  }

  @Test
  void nothingIsGivenToWhoWantsNothing() {
    assertThat(give(4, claim(0, 1, 4, 0, 0))).containsExactly(0);
  }
}
