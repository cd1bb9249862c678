package io.heddle.monitoring.ui;

import io.heddle.monitoring.rest.Query;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskCounts;
import io.heddle.monitoring.store.TaskOrder;
import io.heddle.monitoring.store.TaskPage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which page is where: {@code /} overview, {@code /job?id=}, {@code /stage?id=&order=&offset=},
 * {@code /executors}, {@code /storage}, {@code /settings}.
 */
final class StatusPages {
  private static final int LATEST = 50;
  private static final int FAILURES = 20;

  private final StatusStore store;
  private final LongSupplier clock;
  private final ZoneId zone;

  /**
   * @param clock milliseconds since the epoch
   */
  StatusPages(StatusStore store, LongSupplier clock, ZoneId zone) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The page as HTML.
   *
   * @param path begins with a slash
   * @param viewer for display; may be empty
   * @return empty if there is no such page
   */
  Optional<String> render(String path, Query query, String viewer) {
    Page page = new Page(store.application(), clock.getAsLong(), zone, viewer);
    return switch (path) {
      case "/" ->
          Optional.of(
              page.render(
                  "Overview",
                  "Overview",
                  html ->
                      OverviewPage.write(html, page, store.summary(LATEST), store.accumulators())));
      case "/executors" ->
          Optional.of(
              page.render(
                  "Executors",
                  "Executors",
                  html -> ExecutorsPage.write(html, page, store.executors())));
      case "/storage" ->
          Optional.of(
              page.render("Storage", "Storage", html -> StoragePage.write(html, store.rdds())));
      case "/settings" ->
          Optional.of(
              page.render(
                  "Settings", "Settings", html -> SettingsPage.write(html, page.application())));
      case "/job" -> job(page, query);
      case "/stage" -> stage(page, query);
      default -> Optional.empty();
    };
  }

  private Optional<String> job(Page page, Query query) {
    return store
        .job(id(query))
        .map(
            job -> {
              List<StageStatus> stages =
                  job.stageIds().stream().map(store::stage).flatMap(Optional::stream).toList();
              return page.render(
                  "Job " + job.id(), "Overview", html -> JobPage.write(html, page, job, stages));
            });
  }

  private Optional<String> stage(Page page, Query query) {
    return store
        .stage(id(query))
        .map(
            stage -> {
              TaskOrder order = query.constant("order", TaskOrder.ID);
              int offset = query.number("offset", 0, 0, Integer.MAX_VALUE);
              TaskPage tasks = store.tasks(stage.id(), order, offset, TaskList.SIZE);
              TaskList list = new TaskList(tasks, order, attempts(stage.tasks()));
              return page.render(
                  "Stage " + stage.id(),
                  "Overview",
                  html ->
                      StagePage.write(
                          html, page, stage, store.failures(stage.id(), FAILURES), list));
            });
  }

  private static int attempts(TaskCounts tasks) {
    return tasks.running() + tasks.succeeded() + tasks.unsuccessful() + tasks.killed();
  }

  private static int id(Query query) {
    return query.number("id", -1, -1, Integer.MAX_VALUE);
  }
}
