package io.heddle.executor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.executor.watch.PressureSteps.Marks;
import io.heddle.executor.watch.PressureSteps.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PressureStepsTest {
  private static final Marks MARKS = new Marks(700, 800, 900, 1000);

  private final PressureSteps steps = new PressureSteps(MARKS);
  private long now;

  @Test
  void nothingIsDoneBelowTheHighMark() {
    assertThat(entered(799, 60_000)).isEmpty();
  }

  @Test
  void stepsFollowEachOtherWhileTheyDoNotHelp() {
    assertThat(entered(850, 60_000)).containsExactly(Step.EVICT, Step.SPILL, Step.HOLD, Step.TRIM);
  }

  @Test
  void aTaskFailsOnlyWhenTheSizeIsCritical() {
    entered(850, 60_000);
    assertThat(entered(900, 100)).containsExactly(Step.FAIL);
  }

  @Test
  void eachStepHasTimeToShowBeforeTheNextOne() {
    assertThat(entered(850, PressureSteps.SETTLE_MILLIS - 1)).containsExactly(Step.EVICT);
    assertThat(entered(850, 2)).containsExactly(Step.SPILL);
  }

  @Test
  void aCriticalSizeIsAnsweredSooner() {
    assertThat(entered(950, 5 * PressureSteps.CRITICAL_SETTLE_MILLIS))
        .containsExactly(Step.EVICT, Step.SPILL, Step.HOLD, Step.TRIM, Step.FAIL);
  }

  @Test
  void oneTaskAfterTheOtherFailsWithTimeToEndBetween() {
    entered(950, 5 * PressureSteps.CRITICAL_SETTLE_MILLIS);
    assertThat(entered(950, 3 * PressureSteps.SETTLE_MILLIS))
        .containsExactly(Step.FAIL, Step.FAIL, Step.FAIL);
  }

  @Test
  void itIsCalmAgainWhenTheSizeWasLowForLong() {
    entered(850, 100);
    assertThat(entered(699, PressureSteps.CALM_MILLIS)).isEmpty();
    assertThat(entered(699, 2)).containsExactly(Step.CALM);
    assertThat(entered(850, 100)).containsExactly(Step.EVICT);
  }

  @Test
  void aSizeBetweenTheMarksChangesNothingAndIsNotLow() {
    entered(850, 100);
    entered(699, PressureSteps.CALM_MILLIS - 10);
    assertThat(entered(750, 10_000)).isEmpty();
    assertThat(entered(699, PressureSteps.CALM_MILLIS - 10)).isEmpty();
  }

  @Test
  void whatWasDoneIsNotDoneAgainWhenTheSizeRisesBeforeItWasCalm() {
    entered(850, 100);
    entered(750, 10_000);
    assertThat(entered(850, 100)).containsExactly(Step.SPILL);
  }

  @Test
  void aSizeThatCannotBeReadIsNoPressure() {
    assertThat(entered(0, 60_000)).isEmpty();
  }

  @Test
  void aHeapThatIsUsedToTheFullIsNoPressure() {
    long mib = 1 << 20;
    Marks small = Marks.of(896 * mib, 512 * mib);
    assertThat(small.high()).isGreaterThan((512 + 128 + 160) * mib);
    Marks large = Marks.of(4506 * mib, 4096 * mib);
    assertThat(large.high()).isGreaterThan((4096 + 137 + 180) * mib);
    assertThat(large.critical()).isGreaterThan(large.high()).isLessThan(4506 * mib);
  }

  /** Steps entered while the size stays the same for some time, looked at every millisecond. */
  private List<Step> entered(long bytes, long millis) {
    List<Step> all = new ArrayList<>();
    for (long end = now + millis; now < end; now++) {
      Step step = steps.observe(now, bytes);
      if (step != null) {
        all.add(step);
      }
    }
    return all;
  }
}
