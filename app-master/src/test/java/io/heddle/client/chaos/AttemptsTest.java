package io.heddle.client.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.JobStarted;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.event.StageStarted;
import io.heddle.protocol.event.TaskEnded;
import io.heddle.protocol.event.TaskStarted;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private long taskId;

  /** A log of stage 0, of three tasks, and of stage 1, of two. */
  private StatusStore master(boolean firstIsSkipped, int... outcomesOfStages) {
    StatusStore store = new StatusStore(StoreLimits.defaults());
    store.accept(
        Event.newBuilder()
            .setJobStarted(
                JobStarted.newBuilder()
                    .addStages(stage(0, 3).setSkipped(firstIsSkipped))
                    .addStages(stage(1, 2)))
            .build());
    for (int stage = 0; stage < outcomesOfStages.length; stage++) {
      if (outcomesOfStages[stage] > 0) {
        store.accept(
            Event.newBuilder()
                .setStageStarted(StageStarted.newBuilder().setStageId(stage))
                .build());
      }
      for (int task = 0; task < outcomesOfStages[stage]; task++) {
        run(store, stage, task, "SUCCEEDED");
      }
    }
    return store;
  }

  private static StageInfo.Builder stage(int id, int tasks) {
    return StageInfo.newBuilder().setStageId(id).setTasks(tasks);
  }

  private void run(StatusStore store, int stage, int partition, String outcome) {
    store.accept(
        Event.newBuilder()
            .setTaskStarted(
                TaskStarted.newBuilder()
                    .setTaskId(++taskId)
                    .setStageId(stage)
                    .setPartition(partition))
            .build());
    store.accept(
        Event.newBuilder()
            .setTaskEnded(
                TaskEnded.newBuilder().setTaskId(taskId).setStageId(stage).setOutcome(outcome))
            .build());
  }

  @Test
  void nothingIsWastedWhereEachTaskRanOnce() {
    assertThat(Attempts.of(List.of(master(false, 3, 2)))).isEqualTo(new Attempts(5, 5));
  }

  @Test
  void whatASecondMasterTookOverWasNotForNothing() {
    assertThat(Attempts.of(List.of(master(false, 3), master(true, 0, 2))))
        .isEqualTo(new Attempts(5, 5));
  }

  @Test
  void whatRanAgainWasForNothing() {
    StatusStore once = master(false, 3, 2);
    run(once, 1, 0, "LOST");

    assertThat(Attempts.of(List.of(once))).isEqualTo(new Attempts(6, 5));
    assertThat(Attempts.of(List.of(once)).wasted()).contains("1 of 6").contains("16.7%");
  }
}
