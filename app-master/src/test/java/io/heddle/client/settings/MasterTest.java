package io.heddle.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterTest {
  @Test
  void readsEveryForm() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(Master.parse("yarn")).isEqualTo(new Master.Yarn());
    assertThat(Master.parse("embedded")).isEqualTo(new Master.Embedded(2));
    assertThat(Master.parse("embedded[3]")).isEqualTo(new Master.Embedded(3));
    assertThat(Master.parse("local")).isEqualTo(new Master.Local(1));
    assertThat(Master.parse("local[4]")).isEqualTo(new Master.Local(4));
    assertThat(Master.parse("local[*]")).isEqualTo(new Master.Local(processors));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Yarn",
        "yarn[2]",
        "local[0]",
        "embedded[0]",
        "embedded[*]",
        "local[-1]",
        "spark://x"
      })
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> Master.parse(text)).isInstanceOf(HeddleException.class);
  }
}
