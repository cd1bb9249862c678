package io.heddle.monitoring.text;

import static io.heddle.monitoring.Events.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.store.AllocationStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final long START = 1_764_000_000_000L;
  private final StatusStore store = new StatusStore(StoreLimits.defaults());

  @Test
  void stagesAreLinedUp() {
    SampleApplication.play(1, START, store);
    List<String> lines = StatusText.stages(store.stages(), START + 33_000).lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).containsPattern("^ +SHUFFLE +SHUFFLE +TASK$");
    assertThat(lines.get(1)).startsWith("STAGE  NAME ").endsWith("   TIME");
    assertThat(lines.get(2))
        .startsWith("    0  mapToPair at WordCount.java:29 ")
        .contains(" succeeded  48/48 (1 failed)  NODE ")
        .endsWith("  11.4 s");
    assertThat(lines.get(5)).contains("running").contains("64/120").contains("PROCESS 70");
    assertThat(lines.stream().skip(1).mapToInt(String::length).distinct()).hasSize(1);
  }

  @Test
  void stagesFitTheTerminal() {
    SampleApplication.play(1, START, store);
    for (int columns : new int[] {160, 140, 126, 120}) {
      assertThat(StatusText.stages(store.stages(), START + 33_000, columns).lines())
          .as("%s columns", columns)
          .allMatch(line -> line.length() <= columns)
          .anyMatch(line -> line.startsWith("    0  mapToPair "));
    }
    assertThat(StatusText.stages(store.stages(), START + 33_000, 160)).contains("MEDIAN");
    assertThat(StatusText.stages(store.stages(), START + 33_000, 126)).doesNotContain("MEDIAN");
  }

  @Test
  void jobsAndExecutorsHaveALineEach() {
    SampleApplication.play(1, START, store);
    assertThat(StatusText.jobs(store.jobs(), START + 33_000, 120))
        .contains("2/2", "64/64", "12.5 s", "0/2 (1 skipped)");
    assertThat(StatusText.executors(store.executors(), 120).lines()).hasSize(5);
  }

  @Test
  void startUpIsBrokenDownInOrderOfTime() {
    store.accept(milestone("registered", "", 1240));
    store.accept(milestone("submitted", "", 1000));
    store.accept(milestone("executor-registered", "2", 3000));
    store.accept(milestone("executor-registered", "1", 2500));
    assertThat(StatusText.startup(StartupSteps.of(store.milestones())).lines())
        .containsExactly(
            "START-UP                            AT    TOOK",
            "submitted                         0 ms    0 ms",
            "registered                      240 ms  240 ms",
            "executor registered (first: 1)  1.50 s  1.26 s");
  }

  @Test
  void progressNamesTheStagesThatRun() {
    assertThat(StatusText.progress(store.summary()))
        .isEqualTo("starting, 0 of 0 tasks done, 0 executors");
    SampleApplication.play(1, START, store);
    assertThat(StatusText.progress(store.summary()))
        .isEqualTo("stage 3 reduceByKey at PageRank.java:35 64/120 (6 running)");
  }

  @Test
  void applicationIsToldInAFewLines() {
    SampleApplication.play(1, START, store);
    assertThat(StatusText.application(store.summary(), ZoneOffset.UTC))
        .isEqualTo(
            """
            WordCount (application_1_0001): running, started 2025-11-24 16:00:00, running for 31.7 s
            2 jobs, 4 stages, 128 tasks done of 208, 3 executors with 6 slots
            """);
  }

  @Test
  void namesCannotCommandTheTerminal() {
    store.accept(jobStarted(1, 0, stage(1, 1).toBuilder().setName("a\u001b[2Jb\nc").build()));
    store.accept(notice(1, "x\u001b]0;y\u0007"));
    String text =
        StatusText.stages(store.stages(), 2) + StatusText.notices(store.notices(), ZoneOffset.UTC);
    assertThat(text).contains("a [2Jb c").contains("00:00:00  x ]0;y");
    assertThat(text.chars().filter(c -> c < 0x20 && c != '\n')).isEmpty();
  }

  @Test
  void aNameThatIsCutKeepsItsLine() {
    String name = "aggregateByKey at AVeryLongNameOfAProgram.java:127";
    store.accept(jobStarted(1, 0, stage(1, 1).toBuilder().setName(name).build()));
    assertThat(StatusText.stages(store.stages(), 2, 110))
        .contains("aggregateByKey at ", ".java:127 ");
  }

  @Test
  void longNamesAreCut() {
    store.accept(jobStarted(1, 0, stage(1, 1).toBuilder().setName("é".repeat(500)).build()));
    assertThat(StatusText.stages(store.stages(), 2))
        .contains("é".repeat(39) + "…" + "é".repeat(20))
        .doesNotContain("é".repeat(40));
  }

  @Test
  void tellsOfExecutorsWantedAndHad() {
    assertThat(StatusText.allocation(new AllocationStatus(0, 0, 0, 0, 0, ""))).isEmpty();
    assertThat(StatusText.allocation(new AllocationStatus(4, 0, 0, 4, 0, "")))
        .isEqualTo("4 executors wanted: 4 running\n");
    assertThat(StatusText.allocation(new AllocationStatus(9, 6, 1, 2, 0, "waiting for 6")))
        .isEqualTo("9 executors wanted: 2 running, 1 being started, 6 asked for\nwaiting for 6\n");
    assertThat(StatusText.allocation(new AllocationStatus(4, 0, 0, 4, 1, "")))
        .isEqualTo("4 executors wanted: 4 running, 1 draining\n");
  }
}
