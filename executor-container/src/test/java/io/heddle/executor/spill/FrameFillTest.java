package io.heddle.executor.spill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameFillTest {
  @Test
  void smallRowsFillAFrameByTheirNumber() {
    assertThat(rowsOfAFrame(new FrameFill(100), "key", 1L)).isEqualTo(100);
  }

  @Test
  void largeRowsFillItByWhatTheyTake() {
    assertThat(rowsOfAFrame(new FrameFill(4096), "key", new byte[16 * 1024])).isEqualTo(8);
  }

  @Test
  void aRowBeyondAllBoundsIsAFrameByItself() {
    FrameFill fill = new FrameFill(4096);
    assertThat(rowsOfAFrame(fill, "key", new byte[10 << 20])).isEqualTo(1);
    fill.clear();
    assertThat(rowsOfAFrame(fill, new byte[10 << 20], null)).isEqualTo(1);
  }

  @Test
  void rowsOfAKnownSize() {
    assertThat(FrameFill.rowsOf(128, 4096)).isEqualTo(1024);
    assertThat(FrameFill.rowsOf(1, 4096)).isEqualTo(4096);
    assertThat(FrameFill.rowsOf(10 << 20, 4096)).isEqualTo(1);
  }

  private static int rowsOfAFrame(FrameFill fill, Object key, Object value) {
    int rows = 1;
    while (!fill.add(key, value)) {
      rows++;
    }
    return rows;
  }
}
