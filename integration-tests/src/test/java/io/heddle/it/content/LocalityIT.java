package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.Distribution;
import io.heddle.it.Heddle;
import io.heddle.it.TestCluster;
import io.heddle.monitoring.store.LocalityCounts;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.TaskOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where tasks run, by where HDFS holds their blocks. */
class LocalityIT {
  private static final int BLOCK = 64 << 10;
  private static final TestCluster CLUSTER = TestCluster.shared();

  @Test
  void withExecutorsEverywhereEveryTaskRunsOnTheNodeOfItsBlock() throws Exception {
    write("/locality/everywhere", List.of(0, 1, 2, 2, 1, 0));

    // A machine that does other work may be slow to start the third executor.
    StageStatus maps =
        mapStage(
            CLUSTER
                .heddle()
                .conf("heddle.locality.wait", "60s")
                .option("--num-executors", "3", "--executor-memory", "512m"),
            "/locality/everywhere");

    assertThat(maps.localities()).isEqualTo(new LocalityCounts(0, 6, 0, 0, 0));
  }

  @Test
  void withOneNodeLeftTasksAreLocalToItsRackOrToNothing() throws Exception {
    // Node 0 shares its rack with node 2; node 1 is elsewhere.
    write("/locality/left", List.of(0, 2, 1, 2, 1, 1));
    CLUSTER.embedded().stopNodeManager(1);
    CLUSTER.embedded().stopNodeManager(2);
    try {
      StageStatus maps =
          mapStage(
              CLUSTER.heddle().option("--num-executors", "1", "--executor-memory", "512m"),
              "/locality/left");

      assertThat(maps.localities()).isEqualTo(new LocalityCounts(0, 1, 2, 3, 0));
    } finally {
      CLUSTER.embedded().startNodeManager(1);
      CLUSTER.embedded().startNodeManager(2);
    }
  }

  /** Writes a file of a block for each node in the list. */
  private static void write(String path, List<Integer> nodes) throws IOException {
    byte[] content = "some words on a line\n".repeat(BLOCK / 21 * nodes.size()).getBytes(UTF_8);
    byte[] whole = new byte[BLOCK * nodes.size()];
    Arrays.fill(whole, (byte) '\n');
    System.arraycopy(content, 0, whole, 0, content.length);
    CLUSTER.embedded().writeFile(path, whole, BLOCK, nodes.stream().map(List::of).toList());
  }

  private static StageStatus mapStage(Heddle heddle, String path) {
    String id =
        heddle
            .conf("heddle.files.maxPartitionBytes", "64k")
            .submit(Distribution.examplesJar(), "io.heddle.examples.WordCount", path, path + "-out")
            .succeeded()
            .applicationId();
    StageStatus maps = CLUSTER.status(id).stages().get(0);
    assertThat(maps.parents()).isEmpty();
    assertThat(maps.tasks().succeeded())
        .as(
            "%s on %s",
            CLUSTER.status(id).tasks(maps.id(), TaskOrder.ID, 0, 100),
            CLUSTER.status(id).executors())
        .isEqualTo(6);
    assertThat(maps.tasks().unsuccessful())
        .as("%s", CLUSTER.status(id).failures(maps.id(), 9))
        .isZero();
    return maps;
  }
}
