package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heddle.am.launch.StagingLayout;
import io.heddle.embedded.RunningContainer;
import io.heddle.it.CommandResult;
import io.heddle.it.Heddle;
import io.heddle.it.HeddleProcess;
import io.heddle.it.TestCluster;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskOrder;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import io.heddle.protocol.journal.JournalRecord;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.awaitility.core.ConditionFactory;

/**
 * One application under way, for a test to do something to: a program that waits at gates, on three
 * executors of one slot each, one on each node. Its input has six blocks, two on each node, so that
 * it has map tasks 0 to 5; stage 0 writes the map outputs and stage 1 reads them.
 *
 * <p>Close it, which kills what the test left running.
 */
final class Scene implements AutoCloseable {
  static final int MAPS = 6;
  static final int REDUCES = 4;
  static final int MAP_STAGE = 0;
  static final int REDUCE_STAGE = 1;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int NUMBERS = MAPS * 1024;

  private static final int JOURNAL_MAGIC_BYTES = 8;

  /** With its line feed; a block of 1024 lines is a multiple of 512 bytes. */
  private static final int LINE_BYTES = 8;

  /** A task reads no more than this: small blocks would share tasks otherwise. */
  private static final int BLOCK_BYTES = NUMBERS / MAPS * LINE_BYTES;

  private static final List<List<Integer>> PLACES =
      List.of(List.of(0), List.of(1), List.of(2), List.of(0), List.of(1), List.of(2));

  private final TestCluster cluster;
  private final String name;
  private final int reduces;
  private final Gates gates;
  private final List<ProcessHandle> processes = new ArrayList<>();
  private HeddleProcess client;
  private String applicationId;

  /**
   * @param name of the output directory
   */
  Scene(String name) {
    this(TestCluster.shared(), name, REDUCES);
  }

  /**
   * @param reduces the number of tasks that the program is given
   */
  Scene(String name, int reduces) {
    this(TestCluster.shared(), name, reduces);
  }

  /** On a cluster of three nodes at least. */
  Scene(TestCluster cluster, String name) {
    this(cluster, name, REDUCES);
  }

  private Scene(TestCluster cluster, String name, int reduces) {
    this.cluster = cluster;
    this.name = name;
    this.reduces = reduces;
    this.gates = new Gates(cluster.localDirectory());
  }

  TestCluster cluster() {
    return cluster;
  }

  Gates gates() {
    return gates;
  }

  String output() {
    return "/fault/" + name;
  }

  String applicationId() {
    return applicationId;
  }

  HeddleProcess client() {
    return client;
  }

  /** The command with the executors that a scene has. */
  Heddle heddle() {
    return cluster
        .heddle()
        .option("--num-executors", "3", "--executor-cores", "1", "--executor-memory", "256m")
        .option("--driver-memory", "256m")
        .conf("heddle.files.maxPartitionBytes", Integer.toString(BLOCK_BYTES));
  }

  /** Submits a program that takes input, output, gates and a number of reduce tasks. */
  void submit(Heddle heddle, Class<?> program) throws IOException {
    String input = "/fault/numbers";
    cluster.embedded().writeFile(input, numbers(), BLOCK_BYTES, PLACES);
    client =
        heddle.start(
            program, input, output(), gates.directory().toString(), Integer.toString(reduces));
    applicationId = client.awaitApplicationId();
  }

  /** Submits a program with arguments of its own. */
  void start(Heddle heddle, Class<?> program, String... arguments) {
    client = heddle.start(program, arguments);
    applicationId = client.awaitApplicationId();
  }

  /** Adopts an application that is followed otherwise. */
  void adopt(String id) {
    applicationId = id;
  }

  private static byte[] numbers() {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < NUMBERS; n++) {
      text.append(String.format("%07d%n", n));
    }
    return text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** What the programs write, whatever happens to them. */
  static List<String> expectedLines() {
    Map<Long, Long> sums = new TreeMap<>();
    for (long n = 0; n < NUMBERS; n++) {
      sums.merge(n % 100, n, Long::sum);
    }
    return sums.entrySet().stream().map(sum -> sum.getKey() + "\t" + sum.getValue()).toList();
  }

  /** Waits for the client's end, and for a right and complete output. */
  CommandResult awaitRightResult() throws IOException {
    CommandResult result = client.await().succeeded();
    assertOutputIsRight();
    return result;
  }

  void assertOutputIsRight() throws IOException {
    assertThat(cluster.lines(output())).containsExactlyInAnyOrderElementsOf(expectedLines());
    assertThat(cluster.exists(output() + "/_SUCCESS")).isTrue();
    assertThat(cluster.exists(output() + "/_temporary")).isFalse();
  }

  ConditionFactory waiting() {
    return await().atMost(LIMIT).pollInterval(Duration.ofMillis(50));
  }

  StatusStore status() {
    return cluster.status(applicationId);
  }

  /** Waits until the event log says something. */
  StatusStore awaitStatus(String what, Predicate<StatusStore> condition) {
    return waiting()
        .alias(what)
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(this::status, condition);
  }

  /** Waits until the first attempt's journal has that many map outputs. */
  void awaitJournal(int outputs) {
    String journal =
        cluster.staging().applicationDir(applicationId) + "/" + StagingLayout.journal(1);
    waiting()
        .alias(outputs + " map outputs in the journal")
        .ignoreExceptionsInstanceOf(FileNotFoundException.class)
        .until(() -> outputsIn(journal) == outputs);
  }

  private long outputsIn(String journal) throws IOException {
    long outputs = 0;
    try (DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(
                cluster.fileSystem().open(new Path(journal)).readAllBytes()))) {
      in.skipNBytes(JOURNAL_MAGIC_BYTES);
      while (in.available() > 0) {
        int length = in.readInt();
        in.skipNBytes(Integer.BYTES); // the checksum
        outputs += JournalRecord.parseFrom(in.readNBytes(length)).hasOutputSaved() ? 1 : 0;
      }
    }
    return outputs;
  }

  /** Waits until the three executors of an attempt are registered. */
  StatusStore awaitExecutors() {
    return awaitStatus("three executors", status -> active(status).size() == 3);
  }

  static List<ExecutorStatus> active(StatusStore status) {
    return status.executors().stream().filter(executor -> executor.removedAtMillis() == 0).toList();
  }

  /** All attempts of a stage's tasks in the order of their launch. */
  static List<TaskStatus> attempts(StatusStore status, int stage) {
    return status.tasks(stage, TaskOrder.ID, 0, Integer.MAX_VALUE).tasks();
  }

  static List<TaskStatus> attempts(StatusStore status, int stage, TaskState state) {
    return attempts(status, stage).stream().filter(task -> task.state() == state).toList();
  }

  /** The processes of this application's containers. */
  List<RunningContainer> containers() {
    return cluster.embedded().containers().stream()
        .filter(
            container ->
                container
                    .id()
                    .getApplicationAttemptId()
                    .getApplicationId()
                    .toString()
                    .equals(applicationId))
        .toList();
  }

  RunningContainer master() {
    return containers().stream()
        .filter(RunningContainer::applicationMaster)
        .findFirst()
        .orElseThrow();
  }

  /** Ends an executor as the kernel would. */
  void kill(ExecutorStatus executor) {
    cluster.embedded().kill(ContainerId.fromString(executor.containerId()));
  }

  /** Remembers the processes of all containers, with their children, for later. */
  List<ProcessHandle> rememberProcesses() {
    for (RunningContainer container : containers()) {
      ProcessHandle.of(container.pid())
          .ifPresent(
              leader -> {
                processes.add(leader);
                leader.descendants().forEach(processes::add);
              });
    }
    return List.copyOf(processes);
  }

  /** Waits until none of the remembered processes lives. */
  void awaitNoProcessesLeft() {
    assertThat(processes).isNotEmpty();
    waiting()
        .alias("no process is left")
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    waiting().alias("YARN knows of no container").until(() -> containers().isEmpty());
  }

  YarnApplicationState yarnState() {
    try {
      return cluster.report(applicationId).getYarnApplicationState();
    } catch (IOException | org.apache.hadoop.yarn.exceptions.YarnException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (applicationId == null && client != null) {
      client.handle().destroy();
    } else if (applicationId != null && isRunning()) {
      cluster.heddle().run("kill", applicationId);
    }
  }

  private boolean isRunning() {
    return switch (yarnState()) {
      case FINISHED, FAILED, KILLED -> false;
      case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> true;
    };
  }
}
