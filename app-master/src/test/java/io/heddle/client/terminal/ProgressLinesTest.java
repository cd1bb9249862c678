package io.heddle.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.JobStarted;
import io.heddle.protocol.event.StageEnded;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.event.StageStarted;
import io.heddle.protocol.event.TaskEnded;
import io.heddle.protocol.event.TaskStarted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final StatusStore store = new StatusStore(StoreLimits.defaults());

  @Test
  void aStageShowsItsTasksDoneAndRunning() {
    startStage(0, 4);
    task(1, 0, true);
    task(2, 0, false);
    List<String> lines = ProgressLines.of(snapshot(), screen(100, false));
    assertThat(lines.get(0)).startsWith("word count  RUNNING  application_1_1  queue default");
    assertThat(lines.get(1))
        .contains("stage 0", "map at A.java:1", "1/4", "1 running")
        .contains("━".repeat(8) + "╸".repeat(8) + "─".repeat(16));
  }

  @Test
  void aFailedTaskIsCounted() {
    startStage(0, 4);
    end(3, 0, "FAILED");
    assertThat(ProgressLines.of(snapshot(), screen(100, false)).get(1)).contains("1 failed");
  }

  @Test
  void noLineIsWiderThanTheScreen() {
    for (int i = 0; i < 20; i++) {
      startStage(i, 1000);
    }
    for (int width = 20; width < 140; width++) {
      for (String line : ProgressLines.of(snapshot(), screen(width, false))) {
        assertThat(line.length()).as("%s", line).isLessThanOrEqualTo(width);
      }
    }
  }

  @Test
  void ofManyStagesOnlySomeAreShown() {
    for (int i = 0; i < 50; i++) {
      startStage(i, 10);
    }
    assertThat(ProgressLines.of(snapshot(), screen(100, false)).size()).isLessThanOrEqualTo(10);
  }

  @Test
  void aRedrawGoesBackOverWhatItDrew() {
    startStage(0, 4);
    LiveProgress live = new LiveProgress(screen(100, true));
    live.show(snapshot());
    int first = text().length();
    live.show(snapshot());
    live.end();
    assertThat(text().substring(first)).startsWith("\033[3A").endsWith("\033[?25h");
    assertThat(text()).startsWith("\033[?25l");
  }

  @Test
  void afterTheEndNothingIsDrawn() {
    startStage(0, 4);
    LiveProgress live = new LiveProgress(screen(100, true));
    live.show(snapshot());
    live.end();
    String left = text();
    live.show(snapshot());
    live.end();
    assertThat(text()).isEqualTo(left);
  }

  @Test
  void anApplicationThatIsOverHasNoExecutorsToCount() {
    startStage(0, 1);
    task(0, 0, true);
    List<String> lines = ProgressLines.of(snapshot("SUCCEEDED"), screen(100, false));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("word count  SUCCEEDED");
    assertThat(lines.get(1)).contains("1/1");
  }

  @Test
  void plainLinesEndWithTheLastStage() {
    startStage(0, 1);
    PlainProgress plain = new PlainProgress(screen(100, false));
    plain.show(snapshot());
    store.accept(
        at().setStageEnded(StageEnded.newBuilder().setStageId(0).setSucceeded(true)).build());
    plain.show(snapshot("SUCCEEDED"));
    List<String> lines = text().lines().toList();
    assertThat(lines.get(lines.size() - 1)).contains("stage 0", "is done");
  }

  @Test
  void plainLinesSayEachThingOnce() {
    startStage(0, 4);
    PlainProgress plain = new PlainProgress(screen(100, false));
    plain.show(snapshot());
    plain.show(snapshot());
    plain.end();
    assertThat(text().lines())
        .anySatisfy(
            line -> assertThat(line).contains("application_1_1 is RUNNING in queue default"))
        .anySatisfy(line -> assertThat(line).contains("stage 0 (map at A.java:1) runs 4 tasks"))
        .hasSize(3);
  }

  private void startStage(int id, int tasks) {
    store.accept(
        at().setJobStarted(
                JobStarted.newBuilder()
                    .setJobId(id)
                    .setAction("collect")
                    .addStages(
                        StageInfo.newBuilder()
                            .setStageId(id)
                            .setName("map at A.java:1")
                            .setTasks(tasks)))
            .build());
    store.accept(
        at().setStageStarted(StageStarted.newBuilder().setStageId(id).setTasks(tasks)).build());
  }

  private void task(long task, int stage, boolean ended) {
    store.accept(
        at().setTaskStarted(
                TaskStarted.newBuilder()
                    .setTaskId(task)
                    .setStageId(stage)
                    .setPartition((int) task)
                    .setExecutorId("1")
                    .setLocality("ANY"))
            .build());
    if (ended) {
      end(task, stage, "SUCCEEDED");
    }
  }

  private void end(long task, int stage, String outcome) {
    store.accept(
        at().setTaskEnded(
                TaskEnded.newBuilder().setTaskId(task).setStageId(stage).setOutcome(outcome))
            .build());
  }

  private static Event.Builder at() {
    return Event.newBuilder().setAtMillis(1_000);
  }

  private Snapshot snapshot() {
    return snapshot("RUNNING");
  }

  private Snapshot snapshot(String state) {
    return new Snapshot(
        "application_1_1",
        "word count",
        state,
        "default",
        1_234,
        "http://rm/proxy/application_1_1/",
        Optional.of(store.summary()));
  }

  private Screen screen(int columns, boolean live) {
    return new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), live, columns, false);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
