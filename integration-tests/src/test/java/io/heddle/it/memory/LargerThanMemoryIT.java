package io.heddle.it.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.embedded.EmbeddedCluster;
import io.heddle.it.CommandResult;
import io.heddle.it.Distribution;
import io.heddle.it.Heddle;
import io.heddle.it.TestCluster;
import io.heddle.it.program.LargerThanMemory;
import io.heddle.it.program.TakesNativeMemory;
import io.heddle.monitoring.store.ExecutorState;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.NoticeLine;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.StatusStore;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Executors of 512 MB, of which data gets 150: on nodes that kill containers with more physical
 * memory than they asked for.
 */
class LargerThanMemoryIT {
  private static final TestCluster CLUSTER =
      TestCluster.start(
          EmbeddedCluster.builder()
              .nodes(2)
              .memoryCheck(true)
              .auxServiceJar(Distribution.auxServiceJar()));

  @AfterAll
  static void stop() throws Exception {
    CLUSTER.close();
  }

  private static Heddle small() {
    return CLUSTER
        .heddle()
        .option("--executor-memory", "512m", "--num-executors", "2", "--executor-cores", "1");
  }

  @Test
  void everyJobGivesTheRightResultAndSpills() {
    CommandResult result = small().submit(LargerThanMemory.class, "4000").succeeded();

    StatusStore status = CLUSTER.status(result.applicationId());
    for (String operation :
        List.of("sortByKey", "reduceByKey", "aggregateByKey", "groupByKey", "join")) {
      assertThat(spilled(status, operation)).as("bytes spilled by " + operation).isPositive();
    }
    assertThat(status.rdds())
        .hasSize(2)
        .allSatisfy(
            cached -> {
              assertThat(cached.cachedPartitions()).isEqualTo(2);
              assertThat(cached.diskBytes()).isPositive();
            });
    assertThat(status.stages()).allMatch(stage -> stage.tasks().failed() == 0);
    assertNobodyWasLost(status, 2);
  }

  @Test
  void aTaskThatTakesMemoryOutsideOfTheHeapFailsBeforeItsContainerIsKilled() {
    CommandResult result =
        small().conf("heddle.task.maxFailures", "1").submit(TakesNativeMemory.class);

    assertThat(result.exitStatus()).isNotZero();
    assertThat(result.err())
        .contains("HDL-2006", "MiB of its container's 896", "heddle.executor.memoryOverhead")
        .doesNotContain("-104");
    StatusStore status = CLUSTER.status(result.applicationId());
    assertNobodyWasLost(status, 2);
    assertThat(status.notices())
        .extracting(NoticeLine::text)
        .anyMatch(text -> text.contains("cached blocks leave memory"))
        .anyMatch(text -> text.contains("is failed"));
  }

  private static long spilled(StatusStore status, String operation) {
    return status.stages().stream()
        .filter(stage -> mentions(stage, operation))
        .mapToLong(stage -> stage.work().spilledBytes())
        .sum();
  }

  private static boolean mentions(StageStatus stage, String operation) {
    return stage.name().startsWith(operation + " ")
        || stage.lineage().stream().anyMatch(step -> step.startsWith(operation));
  }

  /** YARN's exit status of a container that took too much is -104. */
  private static void assertNobodyWasLost(StatusStore status, int executors) {
    assertThat(status.executors()).hasSize(executors);
    assertThat(status.executors())
        .extracting(ExecutorStatus::state)
        .doesNotContain(ExecutorState.FAILED);
    assertThat(status.executors())
        .extracting(ExecutorStatus::reason)
        .noneMatch(reason -> reason.contains("-104") || reason.contains("memory"));
  }
}
