package io.heddle.am.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.DataSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  private static final DataSize HEAP = DataSize.ofMebibytes(1024);

  @Test
  void theClassPathIsRelativeAndHasJarsOnly() {
    assertThat(JavaCommand.classPath(List.of("a.jar", "b.jar")))
        .isEqualTo("engine/lib/a.jar:engine/lib/b.jar");
  }

  @Test
  void theArchiveIsUsedOnlyWhereThereIsOne() {
    assertThat(command(true, "")).contains("-XX:SharedArchiveFile=engine/lib/heddle-container.jsa");
    assertThat(command(false, "")).noneMatch(option -> option.contains("SharedArchive"));
  }

  @Test
  void aMismatchingArchiveIsPassedOverInSilence() {
    assertThat(command(true, "")).contains("-Xshare:auto", "-Xlog:disable");
  }

  @Test
  void theUsersOptionsComeAfterOurs() {
    List<String> command = command(true, "-Xmx2g -Da=b");
    assertThat(command.indexOf("-Xmx2g -Da=b")).isGreaterThan(command.indexOf("-Xmx1024m"));
    assertThat(command.indexOf("-Xmx2g -Da=b")).isLessThan(command.indexOf("-cp"));
  }

  @Test
  void aCollectorOfTheUsersReplacesOurs() {
    assertThat(command(false, "-XX:+UseG1GC")).noneMatch(o -> o.equals("-XX:+UseSerialGC"));
    assertThat(command(false, "")).contains("-XX:+UseSerialGC");
  }

  @Test
  void outputGoesToTheContainersLogs() {
    assertThat(command(false, "")).endsWith("com.Main", "1><LOG_DIR>/stdout", "2><LOG_DIR>/stderr");
  }

  private static List<String> command(boolean shared, String extra) {
    return JavaCommand.of(HEAP, List.of("a.jar"), shared, extra, "com.Main");
  }
}
