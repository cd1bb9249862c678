package io.heddle.monitoring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.store.TaskOrder;
import io.heddle.monitoring.store.TaskPage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestApiTest {
  private final StatusStore store = new StatusStore(StoreLimits.defaults());
  private final RestApi api = new RestApi(store);

  @BeforeEach
  void play() {
    SampleApplication.play(1, 1_000_000, store);
  }

  private String get(String path, String query) {
    return api.respond(path, Query.parse(query)).orElseThrow();
  }

  @Test
  void summaryReadBackEqualsTheStores() {
    assertThat(SummaryReader.parse(get("summary", null))).isEqualTo(store.summary());
  }

  @Test
  void emptySummaryReadBackEqualsTheStores() {
    StatusStore empty = new StatusStore(StoreLimits.defaults());
    String json = new RestApi(empty).respond("summary", Query.parse(null)).orElseThrow();
    assertThat(SummaryReader.parse(json)).isEqualTo(empty.summary());
  }

  @Test
  void summaryIsSmall() {
    assertThat(get("summary", null)).hasSizeLessThan(16_000);
  }

  @Test
  void summaryLimitsFinishedOnesAsAsked() {
    Summary summary = SummaryReader.parse(get("summary", "finished=0"));
    assertThat(summary.jobs()).hasSize(1);
    assertThat(summary.stages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs", "stages", "executors", "storage", "notices", "milestones"})
  void pluralsAreArrays(String path) {
    assertThat((List<?>) JsonReader.read(get(path, null))).isNotEmpty();
  }

  @Test
  void theIndexNamesWhatIsThere() {
    for (Object name : (List<?>) JsonReader.read(get("", null))) {
      assertThat(get((String) name, null)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application", "totals", "jobs/0", "stages/3"})
  void singularsAreObjects(String path) {
    assertThat((Map<?, ?>) JsonReader.read(get(path, null))).isNotEmpty();
  }

  @Test
  void tasksAreGivenInPagesAndOrder() {
    TaskPage page =
        JsonRecords.bind(
            JsonReader.read(get("stages/0/tasks", "order=slowest&limit=3&offset=1")),
            TaskPage.class);
    assertThat(page).isEqualTo(store.tasks(0, TaskOrder.SLOWEST, 1, 3));
    assertThat(page.tasks()).hasSize(3);
  }

  @Test
  void fieldNamesStay() {
    Map<?, ?> stage = (Map<?, ?>) JsonReader.read(get("stages/0", null));
    assertThat(stage.keySet().stream().map(String.class::cast))
        .containsExactly(
            "id",
            "attempt",
            "name",
            "state",
            "reason",
            "parents",
            "jobIds",
            "lineage",
            "startedAtMillis",
            "endedAtMillis",
            "attempts",
            "tasks",
            "localities",
            "work",
            "wastedNanos",
            "lostOutputs",
            "runNanos",
            "inputBytes",
            "shuffleReadBytes",
            "shuffleWriteBytes",
            "spilledBytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "jobs/99",
        "jobs/x",
        "jobs/-1",
        "stages/0/x",
        "stages/77/tasks",
        "jobs/0/tasks",
        "stages/"
      })
  void nothingElseIsThere(String path) {
    assertThat(api.respond(path, Query.parse(null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"offset=-3&limit=zz", "offset=99999999999&limit=0", "order=%zz", "&&=&a", "limit"})
  void brokenParametersAreNoError(String query) {
    assertThat(api.respond("stages/0/tasks", Query.parse(query))).isPresent();
  }

  @Test
  void whatIsNoSummaryIsRefused() {
    assertThatThrownBy(() -> SummaryReader.parse("<html></html>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SummaryReader.parse("{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
