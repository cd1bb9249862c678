package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.TestCluster;
import io.heddle.it.program.Stumbling;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Test;

/** User code throws in a task. */
class TaskFailureIT {
  private static final String SAID = "java.lang.IllegalStateException: fell over number 3";
  private static final String FRAME = "io.heddle.it.program.Stumbling.walk(Stumbling.java:";

  private final TestCluster cluster = TestCluster.shared();

  @Test
  void aTaskThatFailsTwiceIsTriedAThirdTime() throws Exception {
    CommandResult result = run("/fault/two-falls", 2).succeeded();

    assertThat(cluster.lines("/fault/two-falls")).containsExactlyInAnyOrder("1", "2", "3", "4");
    StatusStore status = cluster.status(result.applicationId());
    assertThat(Scene.attempts(status, 0)).hasSize(4 + 2);
    assertThat(Scene.attempts(status, 0, TaskState.FAILED))
        .hasSize(2)
        .allSatisfy(task -> assertThat(task.partition()).isEqualTo(2))
        .allSatisfy(task -> assertThat(task.reason()).contains(SAID).contains(FRAME));
  }

  @Test
  void theApplicationFailsWithWhatTheTaskSaidLast() throws Exception {
    CommandResult result = run("/fault/many-falls", 100);

    assertThat(result.exitStatus()).isEqualTo(1);
    assertThat(result.out() + result.err())
        .contains(SAID)
        .contains(FRAME)
        .contains("failed 4 times")
        .doesNotContain("\tat ");
    String id = result.applicationId();
    StatusStore status = cluster.status(id);
    assertThat(Scene.attempts(status, 0, TaskState.FAILED))
        .extracting(TaskStatus::partition)
        .containsExactly(2, 2, 2, 2);
    assertThat(cluster.report(id).getFinalApplicationStatus())
        .isEqualTo(FinalApplicationStatus.FAILED);
    assertThat(cluster.report(id).getDiagnostics()).contains(SAID).contains(FRAME);
    assertThat(cluster.report(id).getCurrentApplicationAttemptId().getAttemptId()).isEqualTo(1);
    assertThat(cluster.exists("/fault/many-falls")).isFalse();
  }

  private CommandResult run(String output, int falls) {
    return cluster
        .heddle()
        .option("--num-executors", "2", "--executor-cores", "1", "--executor-memory", "256m")
        .submit(
            Stumbling.class, output, cluster.localDirectory().toString(), Integer.toString(falls));
  }
}
