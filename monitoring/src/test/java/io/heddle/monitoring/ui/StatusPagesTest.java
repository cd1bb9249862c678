package io.heddle.monitoring.ui;

import static io.heddle.monitoring.Events.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.rest.Query;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.ExecutorAdded;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.executor.TaskMetrics;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPagesTest {
  private static final String EVIL =
      "<script>alert(1)</script>\"' onload=x '><img src=x onerror=y>&amp;";
  private static final long START = 1_764_000_000_000L;

  private final StatusStore store = new StatusStore(StoreLimits.defaults());
  private final StatusPages pages = new StatusPages(store, () -> START + 33_000, ZoneOffset.UTC);

  private String get(String path, String query) {
    return pages.render(path, Query.parse(query), "ada").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/executors", "/storage", "/settings"})
  void emptyStoreHasPages(String path) {
    assertThat(get(path, null))
        .contains("<main>")
        .contains("nothing has happened yet")
        .endsWith("</html>");
  }

  @Test
  void overviewShowsWhatRunsAndWhatIsOver() {
    SampleApplication.play(1, START, store);
    assertThat(get("/", null))
        .contains("WordCount", "Running stages", "reduceByKey at PageRank.java:35", "64 / 120")
        .contains("Finished stages", "Waiting stages", "Executor 3 on node3 was lost")
        .contains("ApplicationMaster started", "PROCESS 70");
  }

  @Test
  void stagePageShowsTasksQuartilesAndFailures() {
    SampleApplication.play(1, START, store);
    assertThat(get("/stage", "id=0&order=slowest"))
        .contains("textFile → flatMap → mapToPair → combine", "How tasks spread", "49 attempts")
        .contains("java.lang.NumberFormatException: For input string: &quot;&lt;NULL&gt;&quot;")
        .contains("Run time ▾");
  }

  @Test
  void stagePageShowsItsAttempts() {
    store.accept(jobStarted(1, 0, stage(1, 2)));
    store.accept(stageStarted(1, 1, 0, 2));
    store.accept(stageEnded(2, 1, 0, false));
    store.accept(stageStarted(3, 1, 1, 1));
    assertThat(get("/stage", "id=1")).contains("each computes what the one before left or lost");
  }

  @Test
  void manyTasksAreShownInPages() {
    store.accept(jobStarted(1, 0, stage(1, 250)));
    store.accept(stageStarted(1, 1, 0, 250));
    for (int i = 0; i < 250; i++) {
      store.accept(taskStarted(1, i, 1, i));
    }
    assertThat(get("/stage", "id=1&offset=100"))
        .contains(
            "101–200",
            "href=\"stage?id=1&amp;order=id\"",
            "href=\"stage?id=1&amp;order=id&amp;offset=200\"");
  }

  @Test
  void otherPagesShowTheirPart() {
    SampleApplication.play(1, START, store);
    assertThat(get("/job", "id=1")).contains("collect at PageRank.java:41", "1 skipped");
    assertThat(get("/executors", null))
        .contains(
            "href=\"http://node1:8042/logs\"", "3 with 6 slots", "killed beyond memory limits");
    assertThat(get("/storage", null)).contains("links");
    assertThat(get("/settings", null)).contains("heddle.executor.memory").doesNotContain("abc123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/job?", "/job?id=99", "/stage?id=x", "/nothing?", "/executors/?", "/../etc?"})
  void unknownPlacesAreNotThere(String address) {
    String[] parts = address.split("\\?", -1);
    assertThat(pages.render(parts[0], Query.parse(parts[1]), "")).isEmpty();
  }

  @Test
  void runningPageRefreshesAndTheLastOneDoesNot() {
    store.accept(applicationStarted(START, 1, Map.of()));
    assertThat(get("/", null)).contains("<body class=\"live\">", "http-equiv=\"refresh\"");
    store.accept(applicationEnded(START + 5, true, ""));
    assertThat(get("/", null))
        .contains("<body class=\"ended\">")
        .doesNotContain("http-equiv=\"refresh\"");
  }

  @Test
  void linksAreRelativeToTheRoot() {
    SampleApplication.play(1, START, store);
    Pattern address = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    for (String page :
        new String[] {"/?", "/job?id=1", "/stage?id=0", "/executors?", "/storage?"}) {
      String[] parts = page.split("\\?", -1);
      Matcher found = address.matcher(get(parts[0], parts[1]));
      int links = 0;
      while (found.find()) {
        links++;
        assertThat(found.group(1))
            .matches("\\./|data:image.*|http://node\\d:8042/logs|[a-z][a-z0-9/]*(\\?.*)?");
      }
      assertThat(links).isGreaterThan(4);
    }
  }

  @Test
  void namesFromOutsideAreEscapedEverywhere() {
    Event evilExecutor =
        Event.newBuilder()
            .setExecutorAdded(
                ExecutorAdded.newBuilder()
                    .setExecutorId(EVIL)
                    .setHost(EVIL)
                    .setRack(EVIL)
                    .setContainerId(EVIL + 2)
                    .setLogUrl("javascript:alert(1)"))
            .build();
    store.accept(evilExecutor);
    Event started = applicationStarted(START, 1, Map.of(EVIL, EVIL));
    store.accept(
        started.toBuilder()
            .setApplicationStarted(
                started.getApplicationStarted().toBuilder()
                    .setName(EVIL)
                    .setUser(EVIL)
                    .setQueue(EVIL)
                    .setApplicationId(EVIL)
                    .setVersion(EVIL))
            .build());
    StageInfo info = stage(1, 2).toBuilder().setName(EVIL).addLineage(EVIL).build();
    Event job = jobStarted(START, 0, info);
    store.accept(
        job.toBuilder()
            .setJobStarted(job.getJobStarted().toBuilder().setAction(EVIL).setCallSite(EVIL))
            .build());
    store.accept(stageStarted(START, 1, 0, 2));
    store.accept(taskStarted(START, 0, 1, 0, 0, EVIL, EVIL, true));
    store.accept(
        taskEnded(START, 0, 1, "FAILED", EVIL + "\n" + EVIL, TaskMetrics.getDefaultInstance()));
    store.accept(cached(7, 0, EVIL, 1, 1));
    store.accept(notice(START, EVIL));
    store.accept(milestone(EVIL, EVIL, START));
    store.accept(milestone("end", EVIL, START + 1));
    store.accept(executorRemoved(START, EVIL, true, EVIL));
    store.accept(jobEnded(START, 0, false, EVIL));
    store.accept(applicationEnded(START, false, EVIL));
    for (String page :
        new String[] {"/?", "/job?id=0", "/stage?id=1", "/executors?", "/storage?", "/settings?"}) {
      String[] parts = page.split("\\?", -1);
      String html = pages.render(parts[0], Query.parse(parts[1]), EVIL).orElseThrow();
      assertThat(html)
          .as(page)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=x");
      assertThat(html).as(page).doesNotContain("<script>alert", "<img", "\"javascript:");
      assertThat(html.split("<script>", -1)).as("our own script only").hasSize(2);
    }
  }
}
