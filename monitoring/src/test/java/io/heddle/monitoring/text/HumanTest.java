package io.heddle.monitoring.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.store.LocalityCounts;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 0.98 KiB",
    "1024, 1 KiB",
    "1536, 1.50 KiB",
    "1047552, 1 MiB",
    "134217728, 128 MiB",
    "1610612736, 1.50 GiB",
    "9223372036854775807, 8 EiB"
  })
  void bytes(long bytes, String expected) {
    assertThat(Human.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1 s",
    "1250, 1.25 s",
    "9996, 10 s",
    "42100, 42.1 s",
    "59949, 59.9 s",
    "59950, 1 min 00 s",
    "187000, 3 min 07 s",
    "7500000, 2 h 05 min",
    "260000000, 3 d 0 h"
  })
  void millis(long millis, String expected) {
    assertThat(Human.millis(millis)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "350000, 350 µs",
    "999499, 999 µs",
    "999500, 1 ms",
    "1250000, 1.25 ms",
    "85000000, 85 ms",
    "1250000000, 1.25 s"
  })
  void nanos(long nanos, String expected) {
    assertThat(Human.nanos(nanos)).isEqualTo(expected);
  }

  @Test
  void countsHaveSeparators() {
    assertThat(Human.count(12_345_678)).isEqualTo("12,345,678");
    assertThat(Human.countOrDash(0)).isEqualTo("–");
  }

  @Test
  void moments() {
    assertThat(Human.time(1_764_000_000_000L, ZoneOffset.UTC)).isEqualTo("2025-11-24 16:00:00");
    assertThat(Human.time(0, ZoneOffset.UTC)).isEqualTo("–");
  }

  @Test
  void countedThings() {
    assertThat(Human.counted(1, "node")).isEqualTo("1 node");
    assertThat(Human.counted(0, "node")).isEqualTo("0 nodes");
    assertThat(Human.counted(1234, "node")).isEqualTo("1,234 nodes");
  }

  @Test
  void localities() {
    assertThat(Human.localities(new LocalityCounts(0, 8, 1, 0, 3))).isEqualTo("NODE 8 · RACK 1");
    assertThat(Human.localities(new LocalityCounts(2, 0, 0, 1, 0))).isEqualTo("PROCESS 2 · ANY 1");
    assertThat(Human.localities(new LocalityCounts(0, 0, 0, 0, 3))).isEqualTo("none wanted");
    assertThat(Human.localities(new LocalityCounts(0, 0, 0, 0, 0))).isEqualTo("–");
  }
}
