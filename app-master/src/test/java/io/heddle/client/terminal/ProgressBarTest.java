package io.heddle.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
  @Test
  void partsFillTheWidth() {
    for (int total = 0; total <= 40; total++) {
      for (int done = 0; done <= total; done++) {
        for (int running = 0; running <= total - done + 1; running++) {
          ProgressBar.Parts parts = ProgressBar.of(done, running, total, 12);
          assertThat(parts.done() + parts.running() + parts.left()).hasSize(12);
        }
      }
    }
  }

  @Test
  void onlyACompleteStageHasAFullBar() {
    assertThat(ProgressBar.of(10, 0, 10, 8).done()).hasSize(8);
    assertThat(ProgressBar.of(9, 1, 10, 8).done()).hasSizeLessThan(8);
    assertThat(ProgressBar.of(999, 0, 1000, 8).done()).hasSizeLessThan(8);
  }

  @Test
  void anythingRunningIsSeen() {
    assertThat(ProgressBar.of(0, 1, 1000, 8).running()).hasSize(1);
    assertThat(ProgressBar.of(999, 1, 1000, 8).running()).isNotEmpty();
  }
}
