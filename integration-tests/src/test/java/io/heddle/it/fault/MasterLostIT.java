package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.embedded.RunningContainer;
import io.heddle.it.CommandResult;
import io.heddle.it.program.GatedSums;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.Test;

/** The ApplicationMaster's process is killed in the middle of a job. */
class MasterLostIT {
  @Test
  void withoutAJournalASecondAttemptDoesTheWorkAnew() throws Exception {
    try (Scene scene = new Scene("master-killed")) {
      scene.submit(scene.heddle().conf("heddle.recovery.enabled", "false"), GatedSums.class);
      untilHalfOfTheOutputIsWritten(scene);
      List<ProcessHandle> ofFirst = scene.rememberProcesses();
      assertThat(ofFirst).hasSizeGreaterThanOrEqualTo(4);

      scene.cluster().embedded().kill(scene.master().id());
      scene.awaitStatus(
          "executors of the second attempt",
          status -> status.application().attempt() == 2 && Scene.active(status).size() == 3);
      scene
          .waiting()
          .alias("no process of the first attempt is left")
          .until(() -> ofFirst.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(scene.containers()).allMatch(MasterLostIT::isOfSecondAttempt);
      scene.gates().openAll("reduce", Scene.REDUCES);
      CommandResult result = scene.awaitRightResult();

      assertThat(result.exitStatus()).isZero();
      StatusStore second = scene.status();
      assertThat(second.application().attempt()).isEqualTo(2);
      assertThat(Scene.attempts(second, Scene.MAP_STAGE)).hasSize(Scene.MAPS);
      assertThat(Scene.attempts(second, Scene.REDUCE_STAGE)).hasSize(Scene.REDUCES);
      assertThat(second.totals().tasks().unsuccessful()).isZero();
      scene.rememberProcesses();
      scene.awaitNoProcessesLeft();
    }
  }

  @Test
  void withoutASecondAttemptNothingIsLeftBehind() throws Exception {
    try (Scene scene = new Scene("last-master-killed")) {
      scene.submit(scene.heddle().conf("heddle.yarn.maxAppAttempts", "1"), GatedSums.class);
      untilHalfOfTheOutputIsWritten(scene);
      scene.rememberProcesses();

      scene.cluster().embedded().kill(scene.master().id());
      CommandResult result = scene.client().await();

      assertThat(result.exitStatus()).isNotZero();
      assertThat(scene.yarnState()).isEqualTo(YarnApplicationState.FAILED);
      scene.awaitNoProcessesLeft();
      assertThat(scene.cluster().exists(scene.output() + "/_SUCCESS")).isFalse();
      assertThat(scene.cluster().lines(scene.output())).isEmpty();
    }
  }

  /** Some part files are there, in the temporary directory, and some reduce tasks wait. */
  private static void untilHalfOfTheOutputIsWritten(Scene scene) {
    scene.gates().openAll("map", Scene.MAPS);
    scene.waiting().until(() -> scene.gates().reached("reduce-").size() == 3);
    Optional<String> one = scene.gates().reached("reduce-").stream().findFirst();
    scene.gates().open(one.orElseThrow());
    scene.awaitStatus(
        "one reduce task is done",
        status -> Scene.attempts(status, Scene.REDUCE_STAGE, TaskState.SUCCEEDED).size() == 1);
  }

  private static boolean isOfSecondAttempt(RunningContainer container) {
    return container.id().getApplicationAttemptId().getAttemptId() == 2;
  }
}
