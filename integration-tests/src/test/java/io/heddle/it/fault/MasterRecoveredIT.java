package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.program.GatedTwice;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ApplicationMaster's process is killed when the second of three stages is half done. */
class MasterRecoveredIT {
  private static final int MIDDLES = 5;
  private static final int MIDDLES_DONE = 3;
  private static final int MIDDLE_STAGE = 1;
  private static final int LAST_STAGE = 2;

  @Test
  void aSecondAttemptGoesOnFromWhatWasDone() throws Exception {
    try (Scene scene = new Scene("master-recovered", MIDDLES)) {
      scene.submit(scene.heddle(), GatedTwice.class);
      Set<String> containers = untilTheSecondStageIsMostlyDone(scene);
      long killed = System.nanoTime();
      scene.cluster().embedded().kill(scene.master().id());
      StatusStore second =
          scene.awaitStatus(
              "executors are back",
              status -> status.application().attempt() == 2 && Scene.active(status).size() == 3);
      double away = (System.nanoTime() - killed) / 1e9;
      assertThat(containersOf(second)).isEqualTo(containers);
      scene.rememberProcesses();

      scene.gates().openAll("middle", MIDDLES);
      CommandResult result = scene.awaitRightResult();

      assertThat(result.exitStatus()).isZero();
      second = scene.status();
      System.out.printf("the second attempt had its executors %.1f s after the kill%n", away);
      second.notices().forEach(notice -> System.out.println("notice: " + notice));
      assertThat(second.notices().toString())
          .contains("attempt 2: 6 of 6 map tasks of stage 0")
          .contains("attempt 2: 3 of 5 map tasks of stage 1")
          .contains("attempt 2: 3 executors kept");
      assertThat(Scene.attempts(second, Scene.MAP_STAGE)).isEmpty();
      assertThat(Scene.attempts(second, MIDDLE_STAGE)).hasSize(MIDDLES - MIDDLES_DONE);
      assertThat(Scene.attempts(second, LAST_STAGE)).isNotEmpty();
      scene.awaitNoProcessesLeft();
    }
  }

  @Test
  void mapOutputsAreOfUseWhenNoExecutorIsLeft() throws Exception {
    try (Scene scene = new Scene("master-and-executors-killed", MIDDLES)) {
      scene.submit(scene.heddle(), GatedTwice.class);
      untilTheSecondStageIsMostlyDone(scene);
      List<ProcessHandle> first = scene.rememberProcesses();
      for (ExecutorStatus executor : Scene.active(scene.status())) {
        scene.kill(executor);
      }
      scene.cluster().embedded().kill(scene.master().id());
      scene.gates().openAll("middle", MIDDLES);
      scene.awaitRightResult();

      StatusStore second = scene.status();
      assertThat(second.application().attempt()).isEqualTo(2);
      assertThat(Scene.attempts(second, Scene.MAP_STAGE)).isEmpty();
      assertThat(Scene.attempts(second, MIDDLE_STAGE)).hasSize(MIDDLES - MIDDLES_DONE);
      assertThat(first).isNotEmpty();
      scene.rememberProcesses();
      scene.awaitNoProcessesLeft();
    }
  }

  /** Three of five tasks; returns the executors' containers. */
  private static Set<String> untilTheSecondStageIsMostlyDone(Scene scene) throws Exception {
    scene.awaitExecutors();
    scene.gates().openAll("map", Scene.MAPS);
    scene.waiting().until(() -> scene.gates().reached("middle-").size() == 3);
    scene.gates().openAll(scene.gates().reached("middle-"));
    scene.awaitStatus(
        "the second stage is mostly done",
        status ->
            Scene.attempts(status, MIDDLE_STAGE, TaskState.SUCCEEDED).size() == MIDDLES_DONE
                && Scene.attempts(status, MIDDLE_STAGE).size() == MIDDLES);
    scene.awaitJournal(Scene.MAPS + MIDDLES_DONE);
    return containersOf(scene.status());
  }

  private static Set<String> containersOf(StatusStore status) {
    return Scene.active(status).stream()
        .map(ExecutorStatus::containerId)
        .collect(Collectors.toSet());
  }
}
