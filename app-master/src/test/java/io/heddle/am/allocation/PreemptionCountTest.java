package io.heddle.am.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreemptionCountTest {
  @Test
  void asManyAsAreNamed() {
    assertThat(PreemptionCount.of(3, 0, 0, 0, 1408, 1)).isEqualTo(3);
  }

  @Test
  void fewerWhenTheyMakeUpWhatIsRequested() {
    assertThat(PreemptionCount.of(3, 0, 2_000, 1, 1408, 1)).isEqualTo(2);
    assertThat(PreemptionCount.of(3, 0, 1_000, 1, 1408, 1)).isEqualTo(1);
  }

  @Test
  void neverMoreThanAreNamed() {
    assertThat(PreemptionCount.of(2, 0, 99_000, 99, 1408, 1)).isEqualTo(2);
  }

  @Test
  void withoutNamesAsManyAsMakeUpTheRequest() {
    assertThat(PreemptionCount.of(0, 0, 3_000, 2, 1408, 1)).isEqualTo(3);
    assertThat(PreemptionCount.of(0, 0, 0, 5, 1408, 2)).isEqualTo(3);
  }

  @Test
  void theMastersOwnContainerIsNotOursToGive() {
    assertThat(PreemptionCount.of(0, 1, 1_024, 1, 1408, 1)).isZero();
  }
}
