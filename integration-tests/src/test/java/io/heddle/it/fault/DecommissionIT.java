package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.embedded.EmbeddedCluster;
import io.heddle.it.program.GatedSums;
import io.heddle.monitoring.store.ExecutorState;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A node that is decommissioned in good order costs no work. */
class DecommissionIT {
  @Test
  void whatRunsThereEndsAndItsOutputsAreRead() throws Exception {
    try (Scene scene = new Scene("decommissioned")) {
      EmbeddedCluster nodes = scene.cluster().embedded();
      scene.submit(scene.heddle(), GatedSums.class);
      scene.awaitExecutors();
      scene.waiting().until(() -> scene.gates().reached("map-").size() == 3);
      Set<String> firstWave = scene.gates().reached("map-");
      scene.gates().openAll(firstWave);
      // Each executor has written one output by now, and is at its second task.
      scene.waiting().until(() -> scene.gates().reached("map-").size() == Scene.MAPS);
      int node =
          scene.containers().stream()
              .filter(container -> container.node() != scene.master().node())
              .findFirst()
              .orElseThrow()
              .node();
      String host = nodes.host(node);
      ExecutorStatus there =
          Scene.active(scene.status()).stream()
              .filter(executor -> executor.host().equals(host))
              .findFirst()
              .orElseThrow();

      nodes.decommission(600, node);
      try {
        StatusStore replaced =
            scene.awaitStatus("it is replaced", status -> Scene.active(status).size() == 4);
        assertThat(Scene.active(replaced))
            .filteredOn(executor -> executor.host().equals(host))
            .extracting(ExecutorStatus::id)
            .containsExactly(there.id());
        scene.gates().openAll("map", Scene.MAPS);
        scene.awaitStatus("it has left", status -> Scene.active(status).size() == 3);
        scene.gates().openAll("reduce", Scene.REDUCES);
        scene.awaitRightResult();
      } finally {
        nodes.decommission(600);
      }

      StatusStore after = scene.status();
      assertThat(Scene.attempts(after, Scene.MAP_STAGE))
          .as("each once")
          .hasSize(Scene.MAPS)
          .allMatch(task -> task.state() == TaskState.SUCCEEDED);
      assertThat(Scene.attempts(after, Scene.MAP_STAGE))
          .filteredOn(task -> task.host().equals(host))
          .as("outputs that the node serves")
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(after.stage(Scene.MAP_STAGE).orElseThrow().lostOutputs()).isZero();
      assertThat(Scene.attempts(after, Scene.REDUCE_STAGE))
          .extracting(TaskStatus::host)
          .doesNotContain(host);
      ExecutorStatus gone =
          after.executors().stream()
              .filter(executor -> executor.id().equals(there.id()))
              .findFirst()
              .orElseThrow();
      assertThat(gone.state()).isNotEqualTo(ExecutorState.FAILED);
      assertThat(gone.reason()).contains("is being decommissioned");
    }
  }
}
