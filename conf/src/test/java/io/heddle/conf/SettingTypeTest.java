package io.heddle.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypeTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1b,1", "2k,2048", "2KB,2048", "3 m,3145728", "1GiB,1073741824", "0,0"})
  void readsSizes(String text, long bytes) {
    assertThat(SettingType.SIZE.parse().apply(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-1k", "1x", "1.5g", "9223372036854775807k"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> SettingType.SIZE.parse().apply(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"250,250", "250ms,250", "3s,3000", "5min,300000", "5m,300000", "2h,7200000"})
  void readsDurations(String text, long millis) {
    assertThat(SettingType.DURATION.parse().apply(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1y", "9223372036854775807d"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> SettingType.DURATION.parse().apply(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1000, 61_000, 120_000, 3_600_000, 172_800_000})
  void writesDurationsAsItReadsThem(long millis) {
    Duration value = Duration.ofMillis(millis);
    String written = SettingType.DURATION.format().apply(value);
    assertThat(SettingType.DURATION.parse().apply(written)).isEqualTo(value);
  }

  @Test
  void refusesAnythingButTrueAndFalse() {
    assertThatThrownBy(() -> SettingType.BOOLEAN.parse().apply("yes"))
        .hasMessageContaining("expected true or false");
  }

  @Test
  void dropsBlanksFromLists() {
    assertThat(SettingType.LIST.parse().apply(" a, ,b ")).containsExactly("a", "b");
  }
}
