package io.heddle.conf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineVersionTest {
  @Test
  void isTheBuildsVersion() {
    assertThat(EngineVersion.current()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9.]+)?");
  }
}
