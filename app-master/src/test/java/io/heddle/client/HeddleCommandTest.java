package io.heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command line that starts nothing says, and its exit status. */
class HeddleCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stdout = System.out;
  private final PrintStream stderr = System.err;

  @TempDir Path dir;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(stdout);
    System.setErr(stderr);
  }

  @Test
  void anUnknownOptionIsAUsageErrorWithASuggestion() {
    assertThat(HeddleCommand.execute("submit", "--quue", "q", "a.jar")).isEqualTo(2);
    assertThat(errors()).contains("--quue", "--queue", "heddle help submit");
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertThat(HeddleCommand.execute("frobnicate")).isEqualTo(2);
    assertThat(errors()).contains("frobnicate");
  }

  @Test
  void submitWantsAJar() {
    assertThat(HeddleCommand.execute("submit", "--class", "x.Y")).isEqualTo(2);
    assertThat(errors()).contains("JAR");
  }

  @Test
  void aWrongSettingIsNamedAndItsStatusIsThatOfUsage() {
    assertThat(HeddleCommand.execute("submit", "--executor-cores", "many", "a.jar")).isEqualTo(2);
    assertThat(errors())
        .contains("HDL-1002", "heddle.executor.cores", "'many'")
        .doesNotContain("\tat ");
  }

  @Test
  void anUnknownSettingGetsTheNearestKey() {
    assertThat(HeddleCommand.execute("submit", "-c", "heddle.executer.memory=1g", "a.jar"))
        .isEqualTo(2);
    assertThat(errors()).contains("did you mean 'heddle.executor.memory'");
  }

  @Test
  void aKeyOfSomethingElseGetsNoSuggestion() {
    assertThat(HeddleCommand.execute("submit", "-c", "foo.bar=1", "a.jar")).isEqualTo(2);
    assertThat(errors()).contains("'foo.bar': all begin with 'heddle.'").doesNotContain("mean");
  }

  @Test
  void aCommandThatIsNone() {
    assertThat(HeddleCommand.execute("sumbit", "a.jar")).isEqualTo(2);
    assertThat(errors())
        .startsWith("heddle: there is no command 'sumbit'")
        .contains("heddle submit");
  }

  @Test
  void aWrongMasterIsRefused() {
    assertThat(HeddleCommand.execute("submit", "--master", "mesos", "a.jar")).isEqualTo(2);
    assertThat(errors()).contains("mesos", "embedded[NODES]");
  }

  @Test
  void whatComesAfterTheJarIsTheProgramsOwn() {
    // --master after the jar is no option of submit, so that local mode is chosen and the jar
    // missed.
    int status =
        HeddleCommand.execute(
            "submit", "--master", "local[1]", dir + "/none.jar", "--master", "mesos");
    assertThat(status).isEqualTo(1);
    assertThat(errors()).contains("HDL-1008 UNREADABLE_JAR", "none.jar").doesNotContain("mesos");
  }

  @Test
  void stackTracesAreShownOnRequestOnly() {
    String jar = dir + "/none.jar";
    HeddleCommand.execute("submit", "--master", "local[1]", jar);
    assertThat(errors()).doesNotContain("\tat ");
    HeddleCommand.execute("submit", "--verbose", "--master", "local[1]", jar);
    assertThat(errors()).contains("\tat io.heddle");
  }

  @Test
  void detachingFromOneselfIsRefused() {
    assertThat(HeddleCommand.execute("submit", "--master", "local", "--detach", "a.jar"))
        .isEqualTo(2);
    assertThat(errors()).contains("--detach");
  }

  @Test
  void configListsEverySettingWithTypeAndDefault() {
    assertThat(HeddleCommand.execute("config")).isZero();
    for (var setting : io.heddle.conf.Settings.all()) {
      assertThat(output()).contains(setting.key()).contains(setting.type().name());
    }
    assertThat(output()).contains("heddle.executor.memory  size, default 1g");
  }

  @Test
  void configCanBeSearched() {
    assertThat(HeddleCommand.execute("config", "QUEUE")).isZero();
    assertThat(output()).contains("heddle.yarn.queue").doesNotContain("heddle.executor.memory ");
  }

  @Test
  void versionSaysTheVersion() {
    assertThat(HeddleCommand.execute("version")).isZero();
    assertThat(output()).contains("heddle " + io.heddle.conf.EngineVersion.current());
  }

  @Test
  void aWrongApplicationIdIsRefusedBeforeAnyClusterIsAsked() {
    assertThat(HeddleCommand.execute("status", "app1")).isEqualTo(2);
    assertThat(HeddleCommand.execute("kill", "app1")).isEqualTo(2);
    assertThat(HeddleCommand.execute("logs", "app1")).isEqualTo(2);
    assertThat(errors()).contains("'app1' is no id");
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
