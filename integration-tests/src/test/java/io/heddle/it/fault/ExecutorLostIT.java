package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.program.GatedSums;
import io.heddle.monitoring.store.ExecutorState;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An executor's death costs the tasks that it was running, and nothing else. */
class ExecutorLostIT {
  @Test
  void onlyWhatItWasRunningRunsAgain() throws Exception {
    try (Scene scene = new Scene("executor-killed")) {
      scene.submit(scene.heddle(), GatedSums.class);
      scene.awaitExecutors();
      scene.waiting().until(() -> scene.gates().reached("map-").size() == 3);
      Set<String> firstWave = scene.gates().reached("map-");
      scene.gates().openAll(firstWave);
      // Each executor has written one output by now, and is at its second task.
      scene.waiting().until(() -> scene.gates().reached("map-").size() == Scene.MAPS);
      StatusStore before =
          scene.awaitStatus(
              "three map tasks done and three running",
              status ->
                  Scene.attempts(status, Scene.MAP_STAGE, TaskState.SUCCEEDED).size() == 3
                      && Scene.attempts(status, Scene.MAP_STAGE, TaskState.RUNNING).size() == 3);
      ExecutorStatus victim = Scene.active(before).get(1);
      int interrupted =
          Scene.attempts(before, Scene.MAP_STAGE, TaskState.RUNNING).stream()
              .filter(task -> task.executorId().equals(victim.id()))
              .findFirst()
              .orElseThrow()
              .partition();

      scene.kill(victim);
      scene.awaitStatus(
          "another executor takes its place",
          status -> status.executors().size() == 4 && Scene.active(status).size() == 3);
      scene.gates().openAll("map", Scene.MAPS);
      scene.gates().openAll("reduce", Scene.REDUCES);
      scene.awaitRightResult();

      StatusStore after = scene.status();
      List<TaskStatus> maps = Scene.attempts(after, Scene.MAP_STAGE);
      assertThat(maps).hasSize(Scene.MAPS + 1);
      List<TaskStatus> lost = Scene.attempts(after, Scene.MAP_STAGE, TaskState.LOST);
      assertThat(lost).hasSize(1);
      assertThat(lost.get(0).partition()).isEqualTo(interrupted);
      assertThat(lost.get(0).executorId()).isEqualTo(victim.id());
      TaskStatus again = maps.get(Scene.MAPS);
      assertThat(again.partition()).isEqualTo(interrupted);
      assertThat(again.executorId()).isNotEqualTo(victim.id());
      // What it had written is served by its node's shuffle service.
      assertThat(after.stage(Scene.MAP_STAGE).orElseThrow().lostOutputs()).isZero();
      assertThat(Scene.attempts(after, Scene.REDUCE_STAGE)).hasSize(Scene.REDUCES);
      ExecutorStatus gone =
          after.executors().stream()
              .filter(e -> e.id().equals(victim.id()))
              .findFirst()
              .orElseThrow();
      assertThat(gone.state()).isEqualTo(ExecutorState.FAILED);
      assertThat(after.notices())
          .anySatisfy(
              notice ->
                  assertThat(notice.text())
                      .contains("executor " + victim.id() + " died: killed by signal 9"));
    }
  }
}
