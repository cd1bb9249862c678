package io.heddle.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(value = Input.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void dataOfASizeIsMadeOnce(Input input) throws IOException {
    Path small = input.file(directory, "64k");
    assertThat(Files.size(small)).isBetween(65_000L, 66_000L);
    Files.setLastModifiedTime(small, FileTime.fromMillis(1000));
    assertThat(input.file(directory, "64k")).isEqualTo(small);
    assertThat(Files.getLastModifiedTime(small)).isEqualTo(FileTime.fromMillis(1000));
    assertThat(input.file(directory, "128k")).isNotEqualTo(small);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wordcount", "sort"})
  void jobsTakeSizes(String job) {
    for (String size : new String[] {"256m", "1g", "4g"}) {
      assertThat(Options.parse(new String[] {job, "--size", size}).size()).isEqualTo(size);
    }
  }

  @Test
  void aSizeThatIsNoneIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> Options.parse(new String[] {"sort", "--size", "4x"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4x");
  }
}
