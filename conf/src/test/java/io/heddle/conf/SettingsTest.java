package io.heddle.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void everyDefaultReadsBackFromItsWrittenForm() {
    for (Setting<?> setting : Settings.all()) {
      if (!setting.defaultText().isEmpty()) {
        assertThat(setting.parse(setting.defaultText()))
            .as(setting.key())
            .isEqualTo(setting.defaultValue());
      }
    }
  }

  @Test
  void noKeyOfSparksStandsForTwoSettings() {
    Set<String> seen = new HashSet<>();
    for (Setting<?> setting : Settings.all()) {
      for (String key : setting.sparkKeys()) {
        assertThat(seen.add(key)).as(key).isTrue();
      }
    }
  }

  @Test
  void documentationIsASentence() {
    for (Setting<?> setting : Settings.all()) {
      assertThat(setting.doc()).as(setting.key()).matches("(?s)[A-Z].*\\.");
    }
  }

  @Test
  void nearestKeyFindsATypingError() {
    assertThat(Settings.nearestKey("heddle.executor.memry"))
        .isEqualTo(ExecutorSettings.MEMORY.key());
  }
}
