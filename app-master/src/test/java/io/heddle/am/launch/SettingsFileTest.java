package io.heddle.am.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
  @Test
  void whatIsWrittenIsRead() {
    Map<String, String> settings =
        Map.of(
            "heddle.b", "x = y # z", "heddle.a", "ü\\n\nline", "heddle.hadoop.k:v", " inner  two");
    Map<String, String> stripped = new TreeMap<>(settings);
    stripped.put("heddle.hadoop.k:v", "inner  two");
    assertThat(SettingsFile.parse(SettingsFile.write(settings))).isEqualTo(stripped);
  }

  @Test
  void theSameSettingsGiveTheSameText() {
    assertThat(SettingsFile.write(Map.of("b", "2", "a", "1"))).isEqualTo("a=1\nb=2\n");
  }

  @Test
  void keysAndValuesMayBeParted() {
    assertThat(SettingsFile.parse("# comment\na 1\nb=2\nc: 3  \n"))
        .isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
  }

  @Test
  void aFileThatIsMissingIsAnError() {
    assertThatThrownBy(() -> SettingsFile.read(Path.of("/no/such/file")))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("/no/such/file");
  }
}
