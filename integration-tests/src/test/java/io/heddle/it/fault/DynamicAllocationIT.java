package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.Heddle;
import io.heddle.it.TestCluster;
import io.heddle.it.program.TwoWaves;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of executors follows the work. */
class DynamicAllocationIT {
  private static final int MOST = 3;
  private static final long IDLE_MILLIS = 1_500;
  private static final long CACHED_IDLE_MILLIS = 6_000;

  @Test
  void executorsComeWithTheBacklogAndGoWhenIdle() throws Exception {
    try (Scene scene = new Scene("dynamic")) {
      scene.start(heddle(), TwoWaves.class, scene.gates().directory().toString(), "5");
      scene.awaitStatus("as many as are allowed", status -> Scene.active(status).size() == MOST);
      StatusStore grown =
          scene.awaitStatus("all run", status -> status.allocation().running() == MOST);
      assertThat(grown.allocation().target()).isEqualTo(MOST);
      assertThat(grown.executors()).hasSize(MOST);
      assertThat(scene.cluster().heddle().run("status", scene.applicationId()).succeeded().out())
          .contains("3 executors wanted: 3 running");

      scene.gates().openAll("plain", 5);
      StatusStore idle =
          scene.awaitStatus(
              "all are released",
              status ->
                  status.allocation().target() == 0
                      && status.executors().stream()
                          .allMatch(e -> e.reason().startsWith("without a task for")));

      scene.gates().openAll("cached", 2);
      scene.gates().open("between");
      scene.awaitStatus(
          "what is cached was computed",
          status -> status.totals().jobsSucceeded() == 2 && !Scene.active(status).isEmpty());
      scene.awaitStatus("their own time is over", status -> Scene.active(status).isEmpty());
      scene.gates().open("end");
      scene.client().await().succeeded();

      StatusStore after = scene.status();
      long cachedMillis =
          after.jobs().stream()
              .filter(job -> job.id() == 1)
              .findFirst()
              .orElseThrow()
              .endedAtMillis();
      List<ExecutorStatus> second =
          after.executors().stream()
              .filter(executor -> executor.addedAtMillis() > idle.atMillis())
              .filter(executor -> executor.addedAtMillis() < cachedMillis)
              .toList();
      assertThat(second).isNotEmpty().hasSizeLessThanOrEqualTo(2);
      assertThat(
              second.stream()
                  .max(Comparator.comparingLong(ExecutorStatus::removedAtMillis))
                  .orElseThrow()
                  .removedAtMillis())
          .isGreaterThanOrEqualTo(cachedMillis + CACHED_IDLE_MILLIS);
      assertThat(after.totals().executorsFailed()).isZero();
      assertThat(after.totals().tasks().unsuccessful()).isZero();
    }
  }

  private static Heddle heddle() {
    String dynamic = "heddle.dynamicAllocation.";
    return TestCluster.shared()
        .heddle()
        .option("--executor-cores", "1", "--executor-memory", "256m", "--driver-memory", "256m")
        .conf(dynamic + "enabled", "true")
        .conf(dynamic + "maxExecutors", Integer.toString(MOST))
        .conf(dynamic + "schedulerBacklogTimeout", "300ms")
        .conf(dynamic + "executorIdleTimeout", IDLE_MILLIS + "ms")
        .conf(dynamic + "cachedExecutorIdleTimeout", CACHED_IDLE_MILLIS + "ms");
  }
}
