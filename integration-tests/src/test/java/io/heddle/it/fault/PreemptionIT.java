package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.embedded.EmbeddedCluster;
import io.heddle.it.Distribution;
import io.heddle.it.Heddle;
import io.heddle.it.TestCluster;
import io.heddle.it.program.GatedTasks;
import io.heddle.monitoring.store.ExecutorState;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two queues with half of the cluster each: an application that has taken all of it gives back,
 * when another queue wants its share, what costs it the least.
 */
class PreemptionIT {
  private static final int STAGE = 0;
  private static final int TASKS = 8;
  private static final String PREEMPTION = "yarn.resourcemanager.monitor.capacity.preemption.";

  private static TestCluster cluster;

  /** Three nodes with room for two containers each: a master and five executors fill them. */
  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            EmbeddedCluster.builder()
                .nodes(3)
                .racks(1)
                .memoryMb(1408)
                .queues(Map.of("early", 50, "late", 50))
                .auxServiceJar(Distribution.auxServiceJar())
                .set("yarn.resourcemanager.scheduler.monitor.enable", "true")
                .set(PREEMPTION + "monitoring_interval", "300")
                .set(PREEMPTION + "max_wait_before_kill", "10000")
                .set(PREEMPTION + "total_preemption_per_round", "1.0")
                .set(PREEMPTION + "natural_termination_factor", "1.0")
                .set(PREEMPTION + "max_ignored_over_capacity", "0.0"));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void theVictimGivesBackWhatCostsItTheLeast() throws Exception {
    try (Scene victim = new Scene(cluster, "victim");
        Scene other = new Scene(cluster, "other")) {
      victim.start(heddle("early", 5), GatedTasks.class, gates(victim), Integer.toString(TASKS));
      victim.awaitStatus("five executors", status -> Scene.active(status).size() == 5);
      victim.waiting().until(() -> victim.gates().reached("task-").size() == 5);
      // Two tasks go on, three executors get new ones: those are the cheap ones now.
      Set<String> firstWave = victim.gates().reached("task-");
      List<String> ended = List.copyOf(firstWave).subList(0, 3);
      victim.gates().openAll(Set.copyOf(ended));
      victim.waiting().until(() -> victim.gates().reached("task-").size() == TASKS);
      Set<Integer> expensive =
          firstWave.stream()
              .filter(gate -> !ended.contains(gate))
              .map(gate -> Integer.parseInt(gate.substring("task-".length())))
              .collect(Collectors.toCollection(TreeSet::new));

      other.gates().openAll("task", 4);
      other.start(heddle("late", 2), GatedTasks.class, gates(other), "4");
      other.client().await().succeeded();
      StatusStore during = victim.status();
      assertThat(Scene.attempts(during, STAGE, TaskState.RUNNING))
          .as(() -> story(during))
          .extracting(TaskStatus::partition)
          .containsAll(expensive);
      victim.gates().openAll("task", TASKS);
      victim.client().await().succeeded();

      StatusStore after = victim.status();
      assertThat(after.totals().tasks().unsuccessful()).as("failed tasks").isZero();
      assertThat(after.totals().executorsFailed()).isZero();
      List<TaskStatus> stopped = Scene.attempts(after, STAGE, TaskState.KILLED);
      assertThat(stopped).isNotEmpty();
      assertThat(stopped).noneMatch(task -> expensive.contains(task.partition()));
      assertThat(Scene.attempts(after, STAGE, TaskState.SUCCEEDED)).hasSize(TASKS);
      assertThat(after.executors())
          .filteredOn(executor -> executor.reason().contains("given back for another queue"))
          .isNotEmpty()
          .allMatch(executor -> executor.state() != ExecutorState.FAILED);
      assertThat(after.notices())
          .anySatisfy(notice -> assertThat(notice.text()).contains("given back for another queue"));
    }
  }

  /** What happened, for whoever reads of a failure. */
  private static String story(StatusStore status) {
    StringBuilder text = new StringBuilder();
    status
        .notices()
        .forEach(n -> text.append(n.atMillis()).append(' ').append(n.text()).append('\n'));
    status.executors().forEach(e -> text.append(e).append('\n'));
    Scene.attempts(status, STAGE).forEach(task -> text.append(task).append('\n'));
    return text.toString();
  }

  private static String gates(Scene scene) {
    return scene.gates().directory().toString();
  }

  private static Heddle heddle(String queue, int executors) {
    return cluster
        .heddle()
        .option("--queue", queue, "--num-executors", Integer.toString(executors))
        .option("--executor-cores", "1", "--executor-memory", "256m", "--driver-memory", "256m");
  }
}
