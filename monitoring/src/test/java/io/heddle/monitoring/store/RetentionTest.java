package io.heddle.monitoring.store;

import static io.heddle.monitoring.Events.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final StoreLimits SMALL = new StoreLimits(5, 7, 1000, 3, 10, 4);
  private final StatusState state = new StatusState(SMALL);
  private final StatusStore store = new StatusStore(SMALL);

  @Test
  void millionTasksLeaveOnlyTheLatest() {
    int perStage = 10_000;
    long task = 0;
    for (int stage = 0; stage < 100; stage++) {
      state.apply(jobStarted(stage, stage, stage(stage, perStage)));
      state.apply(stageStarted(stage, stage, 0, perStage));
      for (int p = 0; p < perStage; p++) {
        state.apply(taskStarted(stage, task, stage, p));
        state.apply(taskSucceeded(stage, task, stage));
        task++;
      }
      state.apply(stageEnded(stage, stage, 0, true));
      state.apply(jobEnded(stage, stage, true, ""));
      assertThat(state.tasks.size()).isLessThanOrEqualTo(1000);
    }
    assertThat(state.tasks.size()).isEqualTo(1000);
    assertThat(state.tasks.ofStage(99)).hasSize(1000).allMatch(kept -> kept.id >= 999_000);
    assertThat(state.tasks.ofStage(98)).isEmpty();
    assertThat(state.jobs.stageCount()).isEqualTo(7);
    assertThat(state.jobs.jobSnapshots())
        .extracting(JobStatus::id)
        .containsExactly(95, 96, 97, 98, 99);
    Totals totals = state.totals();
    assertThat(totals.tasks())
        .isEqualTo(new TaskCounts(1_000_000, 1_000_000, 0, 1_000_000, 0, 0, 0, 0));
    assertThat(totals.jobsSucceeded()).isEqualTo(100);
    assertThat(totals.stagesSucceeded()).isEqualTo(100);
    assertThat(totals.work().inputBytes()).isEqualTo(100_000_000);
  }

  @Test
  void activeOnesStayHoweverMany() {
    for (int job = 0; job < 50; job++) {
      store.accept(jobStarted(1, job, stage(job, 1)));
      store.accept(stageStarted(1, job, 0, 1));
      store.accept(taskStarted(1, job, job, 0));
    }
    assertThat(store.jobs()).hasSize(50);
    assertThat(store.stages()).hasSize(50);
    assertThat(store.totals().tasks().running()).isEqualTo(50);
  }

  @Test
  void jobKeepsTheNumbersOfItsStagesThatLeft() {
    var stages = new io.heddle.protocol.event.StageInfo[20];
    for (int i = 0; i < 20; i++) {
      stages[i] = stage(i, 2);
    }
    store.accept(jobStarted(1, 0, stages));
    for (int i = 0; i < 20; i++) {
      store.accept(stageStarted(2, i, 0, 2));
      store.accept(stageEnded(3, i, 0, true));
    }
    assertThat(store.stages()).hasSize(7);
    JobStatus job = store.job(0).orElseThrow();
    assertThat(job.stagesDone()).isEqualTo(20);
    assertThat(job.tasks().done()).isEqualTo(40);
  }

  @Test
  void stageThatRunsAgainIsNotEvicted() {
    store.accept(jobStarted(1, 0, stage(0, 1)));
    store.accept(stageStarted(1, 0, 0, 1));
    store.accept(stageEnded(1, 0, 0, true));
    store.accept(stageStarted(2, 0, 1, 1));
    for (int i = 1; i < 30; i++) {
      store.accept(stageStarted(2, i, 0, 1));
      store.accept(stageEnded(2, i, 0, true));
    }
    assertThat(store.stage(0)).isPresent();
    assertThat(store.stages()).hasSize(8);
  }

  @Test
  void newsOfAStageThatLeftIsCountedAndNotKept() {
    store.accept(jobStarted(1, 0, stage(0, 1)));
    store.accept(stageStarted(1, 0, 0, 1));
    store.accept(taskStarted(1, 1, 0, 0));
    store.accept(stageEnded(1, 0, 0, true));
    for (int i = 1; i < 20; i++) {
      store.accept(stageStarted(2, i, 0, 1));
      store.accept(stageEnded(2, i, 0, true));
    }
    store.accept(taskSucceeded(3, 1, 0));
    store.accept(taskSucceeded(3, 99, 0));
    assertThat(store.stage(0)).isEmpty();
    assertThat(store.totals().tasks().succeeded()).isEqualTo(2);
  }

  @Test
  void goneExecutorsNoticesAndMilestonesAreBounded() {
    for (int i = 0; i < 50; i++) {
      store.accept(executorAdded(1, "e" + i));
      store.accept(executorRemoved(2, "e" + i, i % 2 == 0, ""));
      store.accept(notice(i, "notice " + i));
      store.accept(milestone("m" + i, "", i));
    }
    assertThat(store.executors())
        .extracting(ExecutorStatus::id)
        .containsExactly("e47", "e48", "e49");
    assertThat(store.totals().executorsFailed()).isEqualTo(25);
    assertThat(store.totals().executorsRemoved()).isEqualTo(25);
    assertThat(store.notices()).hasSize(10);
    assertThat(store.notices().get(9).text()).isEqualTo("notice 49");
    assertThat(store.milestones()).hasSize(4);
  }

  @Test
  void longTextsAreCut() {
    store.accept(notice(1, "x".repeat(1 << 20)));
    assertThat(store.notices().get(0).text()).hasSizeLessThan(5000);
  }
}
