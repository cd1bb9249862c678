package io.heddle.monitoring.store;

import static io.heddle.monitoring.Events.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.event.EventLogWriter;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.ExecutorExcluded;
import io.heddle.protocol.executor.TaskMetrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusStoreTest {
  private final StatusStore store = new StatusStore(StoreLimits.defaults());

  private void feed(Event... events) {
    for (Event event : events) {
      store.accept(event);
    }
  }

  private StageStatus stored(int id) {
    return store.stage(id).orElseThrow();
  }

  @Test
  void emptyStoreHasAnAnswerToEverything() {
    assertThat(store.application().state()).isEqualTo(ApplicationState.STARTING);
    assertThat(store.totals().tasks()).isEqualTo(TaskCounts.NONE);
    assertThat(store.jobs()).isEmpty();
    assertThat(store.stage(3)).isEmpty();
    assertThat(store.tasks(3, TaskOrder.ID, 0, 10).tasks()).isEmpty();
    assertThat(store.summary().stages()).isEmpty();
  }

  @Test
  void applicationGoesFromStartToEnd() {
    feed(applicationStarted(100, 1, Map.of("heddle.executor.memory", "2g")));
    assertThat(store.application().state()).isEqualTo(ApplicationState.RUNNING);
    feed(applicationEnded(900, false, "no such path"));
    ApplicationStatus app = store.application();
    assertThat(app.state()).isEqualTo(ApplicationState.FAILED);
    assertThat(app.diagnostics()).isEqualTo("no such path");
    assertThat(app.endedAtMillis() - app.startedAtMillis()).isEqualTo(800);
    assertThat(app.settings()).containsEntry("heddle.executor.memory", "2g");
  }

  @Test
  void theLatestNumberOfExecutorsWantedCountsUntilTheEnd() {
    feed(
        applicationStarted(100, 1, Map.of()),
        allocation(200, 4, 4, 0, 0, 0, ""),
        allocation(900, 4, 1, 1, 2, 1, "waiting for 1 executor"));
    assertThat(store.allocation())
        .isEqualTo(new AllocationStatus(4, 1, 1, 2, 1, "waiting for 1 executor"));
    assertThat(store.summary().allocation()).isEqualTo(store.allocation());
    feed(applicationEnded(1_000, true, ""));
    assertThat(store.allocation()).isEqualTo(AllocationStatus.NONE);
  }

  @Test
  void secretsAmongTheSettingsAreHidden() {
    feed(
        applicationStarted(
            1,
            1,
            Map.of("heddle.hadoop.fs.s3a.access.key", "A", "heddle.x.Password", "B", "k", "C")));
    assertThat(store.application().settings())
        .containsEntry("heddle.hadoop.fs.s3a.access.key", "(hidden)")
        .containsEntry("heddle.x.Password", "(hidden)")
        .containsEntry("k", "C");
  }

  @Test
  void stageCountsItsTasks() {
    feed(executorAdded(1, "1"), jobStarted(1, 0, stage(5, 3)), stageStarted(2, 5, 0, 3));
    feed(taskStarted(3, 0, 5, 0), taskStarted(3, 1, 5, 1), taskSucceeded(4, 0, 5));
    assertThat(stored(5).tasks()).isEqualTo(new TaskCounts(3, 1, 1, 1, 0, 0, 0, 0));
    assertThat(stored(5).work().inputBytes()).isEqualTo(100);
    assertThat(stored(5).localities()).isEqualTo(new LocalityCounts(0, 2, 0, 0, 0));
    assertThat(store.job(0).orElseThrow().tasks().progress()).isEqualTo(1.0 / 3);
    ExecutorStatus executor = store.executors().get(0);
    assertThat(executor.runningTasks()).isEqualTo(1);
    assertThat(executor.succeededTasks()).isEqualTo(1);
    assertThat(executor.work().shuffleWriteBytes()).isEqualTo(40);
  }

  @Test
  void failedAttemptsCountByOutcomeAndTheirTimeIsWasted() {
    feed(jobStarted(1, 0, stage(5, 4)), stageStarted(2, 5, 0, 4));
    String[] outcomes = {"FAILED", "FETCH_FAILED", "KILLED", "LOST"};
    for (int i = 0; i < outcomes.length; i++) {
      feed(taskStarted(3, i, 5, i));
      TaskMetrics metrics = TaskMetrics.newBuilder().setRunNanos(10).setInputBytes(7).build();
      feed(taskEnded(4 + i, i, 5, outcomes[i], "why " + i, metrics));
    }
    assertThat(stored(5).tasks()).isEqualTo(new TaskCounts(4, 0, 0, 0, 1, 1, 1, 1));
    assertThat(stored(5).wastedNanos()).isEqualTo(40);
    assertThat(stored(5).work()).isEqualTo(Work.NONE);
    assertThat(store.failures(5, 10))
        .extracting(TaskStatus::reason)
        .containsExactly("why 3", "why 1", "why 0");
  }

  @Test
  void twoAttemptsOfOnePartitionAreDoneOnce() {
    feed(jobStarted(1, 0, stage(5, 2)), stageStarted(2, 5, 0, 2));
    feed(taskStarted(3, 0, 5, 0), taskStarted(3, 1, 5, 0));
    feed(taskSucceeded(4, 0, 5), taskSucceeded(4, 1, 5));
    assertThat(stored(5).tasks().done()).isEqualTo(1);
    assertThat(stored(5).tasks().succeeded()).isEqualTo(2);
  }

  @Test
  void anyWithoutAWishIsNoMiss() {
    feed(jobStarted(1, 0, stage(5, 2)), stageStarted(2, 5, 0, 2));
    feed(taskStarted(3, 0, 5, 0, 0, "1", "ANY", false));
    feed(taskStarted(3, 1, 5, 0, 1, "1", "ANY", true));
    assertThat(stored(5).localities()).isEqualTo(new LocalityCounts(0, 0, 0, 1, 1));
  }

  @Test
  void everythingTwiceCountsOnce() {
    StatusStore twice = new StatusStore(StoreLimits.defaults());
    SampleApplication.play(3, 1000, store);
    SampleApplication.play(
        3,
        1000,
        event -> {
          twice.accept(event);
          if (!event.hasNotice()) {
            twice.accept(event);
          }
        });
    assertThat(twice.summary()).isEqualTo(store.summary());
    assertThat(twice.executors()).isEqualTo(store.executors());
  }

  @Test
  void endBeforeStartComesOutTheSame() {
    feed(jobStarted(1, 0, stage(5, 2)), stageStarted(2, 5, 0, 2));
    feed(taskSucceeded(4, 0, 5));
    assertThat(stored(5).tasks()).isEqualTo(new TaskCounts(2, 1, 0, 1, 0, 0, 0, 0));
    feed(taskStarted(3, 0, 5, 1));
    assertThat(stored(5).tasks()).isEqualTo(new TaskCounts(2, 1, 0, 1, 0, 0, 0, 0));
    assertThat(stored(5).localities().node()).isEqualTo(1);
    assertThat(store.tasks(5, TaskOrder.ID, 0, 9).tasks().get(0).partition()).isEqualTo(1);
  }

  @Test
  void taskWhoseEndWasMissedIsGivenUpWithItsJob() {
    feed(executorAdded(1, "1"), jobStarted(1, 0, stage(5, 1)), stageStarted(2, 5, 0, 1));
    feed(taskStarted(3, 0, 5, 0), stageEnded(4, 5, 0, true));
    assertThat(stored(5).tasks().running()).isEqualTo(1);
    feed(jobEnded(5, 0, true, ""));
    assertThat(stored(5).tasks()).isEqualTo(new TaskCounts(1, 1, 0, 0, 0, 0, 1, 0));
    assertThat(store.executors().get(0).runningTasks()).isZero();
  }

  @Test
  void laterAttemptOfAStageComputesWhatWasLost() {
    feed(jobStarted(1, 0, stage(5, 4), stage(6, 1, 5)), stageStarted(2, 5, 0, 4));
    for (int p = 0; p < 4; p++) {
      feed(taskStarted(3, p, 5, p), taskSucceeded(4, p, 5));
    }
    feed(stageEnded(5, 5, 0, true), outputsLost(6, 5, 2, "node2 is gone"));
    assertThat(stored(5).state()).isEqualTo(StageState.SUCCEEDED);
    feed(stageStarted(7, 5, 1, 2));
    assertThat(stored(5).state()).isEqualTo(StageState.RUNNING);
    assertThat(stored(5).tasks().done()).isEqualTo(2);
    feed(taskStarted(8, 10, 5, 1, 3, "1", "ANY", false), taskSucceeded(9, 10, 5));
    assertThat(stored(5).tasks().done()).isEqualTo(3);
    feed(stageEnded(10, 5, 0, false));
    assertThat(stored(5).state())
        .as("late news of the first attempt")
        .isEqualTo(StageState.RUNNING);
    feed(stageEnded(11, 5, 1, true));
    StageStatus stage = stored(5);
    assertThat(stage.tasks().done()).isEqualTo(4);
    assertThat(stage.tasks().succeeded()).isEqualTo(5);
    assertThat(stage.lostOutputs()).isEqualTo(2);
    assertThat(stage.attempts()).extracting(StageAttempt::tasks).containsExactly(4, 2);
    assertThat(store.notices().get(0).text())
        .contains("2 map outputs of stage 5")
        .contains("node2 is gone");
  }

  @Test
  void skippedStagesAreNotCountedIntoTheJob() {
    feed(jobStarted(1, 0, skipped(1, 100), stage(2, 4, 1)));
    JobStatus job = store.job(0).orElseThrow();
    assertThat(job.tasks().total()).isEqualTo(4);
    assertThat(job.stagesSkipped()).isEqualTo(1);
    assertThat(stored(1).state()).isEqualTo(StageState.SKIPPED);
    assertThat(store.totals().tasks().total()).isEqualTo(4);
  }

  @Test
  void stageOfAnEarlierJobStaysWhatItWasWhenALaterJobSkipsIt() {
    feed(jobStarted(1, 0, stage(1, 1)), stageStarted(2, 1, 0, 1), stageEnded(3, 1, 0, true));
    feed(jobEnded(4, 0, true, ""), jobStarted(5, 1, skipped(1, 1), stage(2, 1, 1)));
    assertThat(stored(1).state()).isEqualTo(StageState.SUCCEEDED);
    assertThat(stored(1).jobIds()).containsExactly(0, 1);
    assertThat(store.job(1).orElseThrow().stagesSkipped()).isEqualTo(1);
    assertThat(store.totals().stagesSkipped()).isEqualTo(1);
    assertThat(store.totals().stagesSucceeded()).isEqualTo(1);
    feed(stageStarted(6, 2, 0, 1), stageEnded(7, 2, 0, true), jobEnded(8, 1, true, ""));
    feed(jobStarted(9, 2, skipped(1, 1), stage(3, 1, 1)));
    assertThat(store.totals().stagesSkipped()).isEqualTo(2);
  }

  @Test
  void stagesNeverStartedAreSkippedWhenTheirJobFails() {
    feed(jobStarted(1, 0, stage(1, 1), stage(2, 1, 1)), stageStarted(2, 1, 0, 1));
    feed(stageEnded(3, 1, 0, false), jobEnded(4, 0, false, "because"));
    assertThat(stored(1).state()).isEqualTo(StageState.FAILED);
    assertThat(stored(2).state()).isEqualTo(StageState.SKIPPED);
    assertThat(store.job(0).orElseThrow().reason()).isEqualTo("because");
    assertThat(store.totals().jobsFailed()).isEqualTo(1);
  }

  @Test
  void endOfTheApplicationEndsAll() {
    feed(applicationStarted(1, 1, Map.of()), jobStarted(1, 0, stage(1, 1)));
    feed(stageStarted(2, 1, 0, 1), taskStarted(3, 0, 1, 0), applicationEnded(4, false, "killed"));
    assertThat(store.job(0).orElseThrow().state()).isEqualTo(JobState.FAILED);
    assertThat(stored(1).state()).isEqualTo(StageState.FAILED);
    assertThat(store.totals().tasks().running()).isZero();
  }

  @Test
  void executorsGoWithTheApplication() {
    feed(applicationStarted(1, 1, Map.of()), executorAdded(2, "1"), executorAdded(2, "2"));
    feed(executorRemoved(3, "1", true, "out of memory"), applicationEnded(4, true, ""));
    assertThat(store.executors())
        .extracting(ExecutorStatus::state)
        .containsExactly(ExecutorState.FAILED, ExecutorState.REMOVED);
    assertThat(store.totals().executorsActive()).isZero();
  }

  @Test
  void anExecutorThatGetsNoTasksSaysWhyUntilItDoesAgain() {
    feed(applicationStarted(1, 1, Map.of()), executorAdded(2, "1"), executorAdded(2, "2"));
    feed(excluded(3, "1", "2 tasks failed on it"));
    assertThat(store.executors())
        .extracting(ExecutorStatus::excluded)
        .containsExactly("2 tasks failed on it", "");
    feed(excluded(4, "1", ""));
    assertThat(store.executors()).extracting(ExecutorStatus::excluded).containsOnly("");
  }

  private static Event excluded(long at, String executorId, String reason) {
    return Event.newBuilder()
        .setAtMillis(at)
        .setExecutorExcluded(
            ExecutorExcluded.newBuilder().setExecutorId(executorId).setReason(reason))
        .build();
  }

  @Test
  void laterAttemptOfTheApplicationRunsTheJobAgain() {
    feed(applicationStarted(1, 1, Map.of()), jobStarted(1, 0, stage(1, 2)));
    feed(stageStarted(2, 1, 0, 2), taskStarted(3, 0, 1, 0));
    feed(applicationStarted(50, 2, Map.of()));
    assertThat(store.job(0).orElseThrow().state()).isEqualTo(JobState.FAILED);
    feed(jobStarted(51, 0, stage(1, 2)), stageStarted(52, 1, 1, 2));
    assertThat(store.job(0).orElseThrow().state()).isEqualTo(JobState.RUNNING);
    assertThat(stored(1).state()).isEqualTo(StageState.RUNNING);
    assertThat(store.totals().jobsFailed()).isZero();
    assertThat(store.application().startedAtMillis()).isEqualTo(1);
  }

  @Test
  void executorsComeAndGo() {
    feed(executorAdded(1, "1"), executorAdded(1, "2"), heartbeat(2, "1", 400, 1000));
    feed(executorRemoved(3, "2", true, "exit 137"), heartbeat(4, "2", 1, 1));
    assertThat(store.executors())
        .extracting(ExecutorStatus::state)
        .containsExactly(ExecutorState.ACTIVE, ExecutorState.FAILED);
    assertThat(store.executors().get(0).heapUsedBytes()).isEqualTo(400);
    assertThat(store.executors().get(1).heapUsedBytes()).isZero();
    Totals totals = store.totals();
    assertThat(List.of(totals.executorsActive(), totals.executorsFailed(), totals.slots()))
        .containsExactly(1, 1, 2);
    assertThat(totals.storageBytes()).isEqualTo(100);
  }

  @Test
  void whyAnExecutorEndedIsToldAfterItsStreamBroke() {
    feed(executorAdded(1, "1"), executorRemoved(2, "1", false, "the stream broke"));
    feed(executorRemoved(5, "1", true, "killed by signal 9"));
    feed(executorRemoved(6, "1", false, "the stream broke"));
    ExecutorStatus executor = store.executors().get(0);
    assertThat(executor.state()).isEqualTo(ExecutorState.FAILED);
    assertThat(executor.reason()).isEqualTo("killed by signal 9");
    assertThat(executor.removedAtMillis()).isEqualTo(2);
    Totals totals = store.totals();
    assertThat(List.of(totals.executorsRemoved(), totals.executorsFailed())).containsExactly(0, 1);
  }

  @Test
  void cachedBlocksGoWithTheirExecutorAndTheirRdd() {
    feed(executorAdded(1, "1"), executorAdded(1, "2"));
    feed(cached(7, 0, "1", 100, 0), cached(7, 1, "2", 50, 5), cached(7, 1, "1", 50, 0));
    feed(cached(7, 0, "1", 120, 0), cached(8, 0, "1", 1, 1));
    RddStatus rdd = store.rdds().get(0);
    assertThat(rdd.memoryBytes()).isEqualTo(220);
    assertThat(rdd.diskBytes()).isEqualTo(5);
    assertThat(rdd.cachedPartitions()).isEqualTo(2);
    feed(cached(7, 0, "1", 0, 0), executorRemoved(3, "2", false, "idle"), uncached(8));
    assertThat(store.rdds()).hasSize(1);
    assertThat(store.rdds().get(0).blocks()).containsExactly(new RddStatus.Block(1, "1", 50, 0));
  }

  @Test
  void firstMilestoneOfItsKindCounts() {
    feed(
        milestone("first-task", "", 70),
        milestone("first-task", "", 90),
        milestone("submitted", "", 10));
    assertThat(store.milestones())
        .containsExactly(
            new MilestonePoint("first-task", "", 70), new MilestonePoint("submitted", "", 10));
  }

  @Test
  void tasksComeInTheOrderAskedForAndByPages() {
    feed(jobStarted(1, 0, stage(5, 10)), stageStarted(2, 5, 0, 10));
    for (int i = 0; i < 10; i++) {
      feed(taskStarted(3, i, 5, 9 - i));
      TaskMetrics metrics = TaskMetrics.newBuilder().setRunNanos(i * 7 % 10).build();
      feed(taskEnded(4, i, 5, "SUCCEEDED", "", metrics));
    }
    assertThat(store.tasks(5, TaskOrder.PARTITION, 2, 3).tasks())
        .extracting(TaskStatus::partition)
        .containsExactly(2, 3, 4);
    assertThat(store.tasks(5, TaskOrder.SLOWEST, 0, 2).tasks())
        .extracting(task -> task.work().runNanos())
        .containsExactly(9L, 8L);
    assertThat(store.tasks(5, TaskOrder.ID, 100, 2).tasks()).isEmpty();
    assertThat(store.tasks(5, TaskOrder.ID, 0, 2).retained()).isEqualTo(10);
  }

  @Test
  void absurdPartitionNumbersTakeNoMemory() {
    feed(jobStarted(1, 0, stage(5, 2)), stageStarted(2, 5, 0, 2));
    feed(taskStarted(3, 0, 5, Integer.MAX_VALUE), taskSucceeded(4, 0, 5));
    assertThat(stored(5).tasks().done()).isZero();
  }

  @Test
  void logGivesTheSameStateAsTheEventsThemselves() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (EventLogWriter log = new EventLogWriter(file)) {
      SampleApplication.play(11, 5000, log);
    }
    SampleApplication.play(11, 5000, store);
    StatusStore read =
        StatusStore.fromLog(new ByteArrayInputStream(file.toByteArray()), StoreLimits.defaults());
    assertThat(read.summary()).isEqualTo(store.summary());
    assertThat(read.executors()).isEqualTo(store.executors());
    assertThat(read.rdds()).isEqualTo(store.rdds());
  }

  @Test
  void summaryGivesAllThatIsActiveAndTheLatestOfTheRest() {
    for (int job = 0; job < 40; job++) {
      feed(jobStarted(1, job, stage(job, 1)), stageStarted(2, job, 0, 1));
      if (job != 3) {
        feed(stageEnded(3, job, 0, true), jobEnded(4, job, true, ""));
      }
    }
    assertThat(store.summary(2).jobs()).extracting(JobStatus::id).containsExactly(3, 38, 39);
    assertThat(store.summary(2).stages()).extracting(StageStatus::id).containsExactly(3, 38, 39);
  }
}
