package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.embedded.EmbeddedCluster;
import io.heddle.it.program.GatedSums;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node's end costs its map outputs, and each of them is made once more. */
class NodeLostIT {
  @Test
  void itsMapOutputsAreMadeAgainAndNoOthers() throws Exception {
    try (Scene scene = new Scene("node-stopped")) {
      EmbeddedCluster nodes = scene.cluster().embedded();
      scene.submit(scene.heddle(), GatedSums.class);
      scene.awaitExecutors();
      scene.gates().openAll("map", Scene.MAPS);
      scene.waiting().until(() -> scene.gates().reached("reduce-").size() == 3);
      StatusStore before =
          scene.awaitStatus(
              "the map stage is done",
              status ->
                  Scene.attempts(status, Scene.MAP_STAGE, TaskState.SUCCEEDED).size()
                      == Scene.MAPS);
      int node = nodeWithoutMaster(scene);
      String host = nodes.host(node);
      List<Integer> outputsThere =
          Scene.attempts(before, Scene.MAP_STAGE).stream()
              .filter(task -> task.host().equals(host))
              .map(TaskStatus::partition)
              .toList();
      assertThat(outputsThere).isNotEmpty();

      nodes.stopNodeManager(node);
      try {
        scene.awaitStatus(
            "the lost outputs are made again",
            status ->
                Scene.attempts(status, Scene.MAP_STAGE, TaskState.SUCCEEDED).size()
                    == Scene.MAPS + outputsThere.size());
        scene.gates().openAll("reduce", Scene.REDUCES);
        scene.awaitRightResult();
      } finally {
        nodes.startNodeManager(node);
      }

      StatusStore after = scene.status();
      List<TaskStatus> maps = Scene.attempts(after, Scene.MAP_STAGE);
      assertThat(maps).allMatch(task -> task.state() == TaskState.SUCCEEDED);
      List<TaskStatus> again = maps.subList(Scene.MAPS, maps.size());
      assertThat(again)
          .extracting(TaskStatus::partition)
          .containsExactlyInAnyOrderElementsOf(outputsThere);
      assertThat(again).noneMatch(task -> task.host().equals(host));
      assertThat(after.stage(Scene.MAP_STAGE).orElseThrow().lostOutputs())
          .isEqualTo(outputsThere.size());
      assertThat(Scene.attempts(after, Scene.REDUCE_STAGE, TaskState.SUCCEEDED))
          .extracting(TaskStatus::partition)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, Scene.REDUCES).boxed().toList());
    }
  }

  private static int nodeWithoutMaster(Scene scene) {
    int master = scene.master().node();
    return scene.containers().stream()
        .filter(container -> container.node() != master)
        .findFirst()
        .orElseThrow()
        .node();
  }
}
