package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.embedded.EmbeddedCluster;
import io.heddle.error.ErrorCode;
import io.heddle.it.CommandResult;
import io.heddle.it.Distribution;
import io.heddle.it.Heddle;
import io.heddle.it.ProgramJar;
import io.heddle.it.TestCluster;
import io.heddle.it.program.NoMain;
import io.heddle.it.program.Small;
import io.heddle.it.program.Throwing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told who asks for what cannot be had: one line with a code, and what to do. */
class BadInputIT {
  private static final String WORD_COUNT = "io.heddle.examples.WordCount";
  private static final TestCluster CLUSTER = TestCluster.shared();

  @TempDir private Path directory;

  // Before anything is sent.

  @Test
  void noHadoopConfiguration() {
    CommandResult result = Heddle.withoutCluster().submit(Small.class);
    assertRefused(result, 2, ErrorCode.NO_HADOOP_CONF, "HADOOP_CONF_DIR");
  }

  @Test
  void anUnknownSettingAndTheOneThatWasMeant() {
    CommandResult result = CLUSTER.heddle().conf("heddle.executor.memry", "1g").submit(Small.class);
    assertRefused(result, 2, ErrorCode.UNKNOWN_SETTING, "heddle.executor.memory");
  }

  @Test
  void aSettingOfTheWrongType() {
    CommandResult result =
        CLUSTER.heddle().conf("heddle.executor.cores", "many").submit(Small.class);
    assertRefused(result, 2, ErrorCode.BAD_SETTING, "heddle.executor.cores");
  }

  @Test
  void aJarThatIsNotThere() {
    Path jar = directory.resolve("absent.jar");
    CommandResult result = CLUSTER.heddle().submit(jar, WORD_COUNT);
    assertRefused(result, 1, ErrorCode.UNREADABLE_JAR, jar.toString());
  }

  @Test
  void aJarThatIsNone() throws Exception {
    Path jar = Files.writeString(directory.resolve("text.jar"), "no jar at all");
    CommandResult result = CLUSTER.heddle().submit(jar, WORD_COUNT);
    assertRefused(result, 1, ErrorCode.UNREADABLE_JAR, jar.toString());
  }

  @Test
  void aClassThatIsNotInTheJar() {
    CommandResult result = CLUSTER.heddle().submit(ProgramJar.file(), "com.example.Absent");
    assertRefused(result, 1, ErrorCode.CLASS_NOT_FOUND, "com.example.Absent");
  }

  // By the ResourceManager.

  @Test
  void aQueueThatDoesNotExist() {
    CommandResult result = CLUSTER.heddle().option("--queue", "express").submit(Small.class);
    assertRefused(result, 1, ErrorCode.UNKNOWN_QUEUE, "express");
  }

  @Test
  void anExecutorLargerThanAnyContainer() {
    CommandResult result = CLUSTER.heddle().option("--executor-memory", "64g").submit(Small.class);
    assertRefused(result, 1, ErrorCode.CONTAINER_TOO_LARGE, "executor");
  }

  // By the application.

  @Test
  void anInputThatIsNotThere() throws Exception {
    CommandResult result = wordCount("/bad/absent", "/bad/absent-out");
    assertFailed(result, ErrorCode.INPUT_NOT_FOUND, "/bad/absent");
    assertThat(CLUSTER.exists("/bad/absent-out")).isFalse();
  }

  @Test
  void anOutputThatIsThereAlready() throws Exception {
    CLUSTER.write("/bad/in", "a word\n".getBytes(UTF_8));
    CLUSTER.write("/bad/there/kept", "kept\n".getBytes(UTF_8));
    CommandResult result = wordCount("/bad/in", "/bad/there");
    assertFailed(result, ErrorCode.OUTPUT_EXISTS, "/bad/there");
    assertThat(CLUSTER.fileSystem().listStatus(new org.apache.hadoop.fs.Path("/bad/there")))
        .hasSize(1);
  }

  @Test
  void aClassWithoutMain() throws Exception {
    CommandResult result = CLUSTER.heddle().submit(NoMain.class);
    assertFailed(result, ErrorCode.NO_MAIN_METHOD, NoMain.class.getName());
  }

  @Test
  void anExceptionInMain() throws Exception {
    CommandResult result = CLUSTER.heddle().submit(Throwing.class, "main");
    assertFailed(
        result,
        ErrorCode.USER_CODE_FAILED,
        "java.lang.IllegalStateException: no use for 0",
        "Throwing.complaint(Throwing.java:");
  }

  @Test
  void anExceptionInATask() throws Exception {
    CommandResult result =
        CLUSTER.heddle().option("--num-executors", "1").submit(Throwing.class, "task");
    assertFailed(
        result,
        ErrorCode.USER_CODE_FAILED,
        "java.lang.IllegalStateException: no use for 7",
        "Throwing.complaint(Throwing.java:");
  }

  @Test
  void nodesWithoutTheShuffleService() throws Exception {
    try (TestCluster bare = TestCluster.start(EmbeddedCluster.builder().nodes(1).racks(1))) {
      CommandResult result =
          bare.heddle()
              .option("--num-executors", "1", "--executor-memory", "512m")
              .submit(Small.class);
      assertRefused(result, 1, ErrorCode.AUX_SERVICE_MISSING, "127.0.0.11");
      assertThat(result.err())
          .contains("yarn.nodemanager.aux-services.heddle_shuffle.classpath", "aux/heddle-shuffle");
    }
  }

  @Test
  void verboseShowsTheStackTrace() {
    CommandResult result =
        CLUSTER.heddle().run("--verbose", "submit", "--conf", "heddle.nonsense=1", "a.jar");
    assertThat(result.exitStatus()).isEqualTo(2);
    assertThat(result.err()).contains("HDL-1003").containsPattern("\n\\s+at io\\.heddle\\.");
  }

  private static CommandResult wordCount(String input, String output) {
    return CLUSTER
        .heddle()
        .option("--num-executors", "1")
        .submit(Distribution.examplesJar(), WORD_COUNT, input, output);
  }

  /** Told by the client, and the same by the ResourceManager. */
  private static void assertFailed(CommandResult result, ErrorCode code, String... details)
      throws Exception {
    assertRefused(result, 1, code, details);
    assertThat(CLUSTER.report(result.applicationId()).getDiagnostics())
        .contains(code.label())
        .contains(details);
  }

  private static void assertRefused(
      CommandResult result, int status, ErrorCode code, String... details) {
    assertThat(result.exitStatus()).as("%s", result).isEqualTo(status);
    List<String> coded = result.errLines().stream().filter(line -> line.contains("HDL-")).toList();
    assertThat(coded).as("%s", result).hasSize(1);
    assertThat(coded.get(0)).startsWith(code.label() + ": ").contains(details);
    assertThat(result.errLines()).as("%s", result).hasSizeLessThanOrEqualTo(3);
    assertThat(result.out() + result.err()).doesNotContainPattern("(?m)^\\s+at \\S+\\(");
  }
}
