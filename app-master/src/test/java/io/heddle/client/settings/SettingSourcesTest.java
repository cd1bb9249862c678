package io.heddle.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingSourcesTest {
  @TempDir Path dir;

  @Test
  void optionsWinOverConfOverThePropertiesFileOverDefaults() throws IOException {
    Path defaults =
        file(
            "defaults",
            "heddle.executor.cores 1\nheddle.executor.instances 1\n"
                + "heddle.yarn.queue d\nheddle.app.name d\n");
    Path properties =
        file("props", "heddle.executor.instances=2\nheddle.yarn.queue=p\nheddle.app.name=p\n");
    SettingSources sources =
        new SettingSources()
            .defaults(defaults)
            .file(properties)
            .assignments(List.of("heddle.yarn.queue=c", "heddle.app.name=c"))
            .values(Map.of("heddle.app.name", "o"), "");
    assertThat(sources.conf().get(ExecutorSettings.CORES)).isEqualTo(1);
    assertThat(sources.conf().get(ExecutorSettings.INSTANCES)).isEqualTo(2);
    assertThat(sources.conf().get(ApplicationSettings.QUEUE)).isEqualTo("c");
    assertThat(sources.conf().get(ApplicationSettings.NAME)).isEqualTo("o");
  }

  @Test
  void defaultsNeedNotExistButANamedFileMust() {
    Path missing = dir.resolve("missing");
    assertThat(new SettingSources().defaults(missing).conf().asMap()).isEmpty();
    assertThatThrownBy(() -> new SettingSources().file(missing))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void aKeyOfSparksIsTakenAndSaid() {
    SettingSources sources =
        new SettingSources()
            .assignments(List.of("spark.executor.memory=3g", "spark.hadoop.dfs.x=y"));
    assertThat(sources.conf().asMap())
        .containsOnly(
            Map.entry("heddle.executor.memory", "3g"), Map.entry("heddle.hadoop.dfs.x", "y"));
    assertThat(sources.notices())
        .containsExactly(
            "spark.executor.memory is taken as heddle.executor.memory",
            "spark.hadoop.dfs.x is taken as heddle.hadoop.dfs.x");
  }

  @Test
  void aKeyOfSparksWithoutCounterpartIsIgnoredAndSaid() {
    SettingSources sources = new SettingSources().assignments(List.of("spark.foo.bar=1"));
    assertThat(sources.conf().asMap()).isEmpty();
    assertThat(sources.notices())
        .containsExactly("spark.foo.bar means nothing to Heddle and is ignored");
  }

  @Test
  void withinASourceHeddlesKeyWinsOverSparks() {
    SettingSources sources =
        new SettingSources()
            .assignments(List.of("heddle.executor.memory=1g", "spark.executor.memory=3g"));
    assertThat(sources.conf().asMap()).containsOnly(Map.entry("heddle.executor.memory", "1g"));
  }

  @Test
  void anErrorInAFileNamesTheFile() throws IOException {
    Path bad = file("bad.conf", "heddle.executor.cores=many\n");
    assertThatThrownBy(() -> new SettingSources().file(bad))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SETTING))
        .hasMessageContaining("bad.conf")
        .hasMessageContaining("'many'");
  }

  @Test
  void anUnknownKeyIsAnswerdWithTheNearest() {
    assertThatThrownBy(() -> new SettingSources().assignments(List.of("heddle.executor.core=2")))
        .hasMessageContaining("heddle.executor.cores");
  }

  @Test
  void anAssignmentNeedsAnEqualsSign() {
    assertThatThrownBy(() -> new SettingSources().assignments(List.of("heddle.executor.cores")))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }
}
