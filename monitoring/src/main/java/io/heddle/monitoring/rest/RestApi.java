package io.heddle.monitoring.rest;

import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskOrder;
import java.util.List;
import java.util.Optional;

/**
 * The store as JSON. All paths are relative to {@link #PREFIX}:
 *
 * <table>
 * <caption>paths</caption>
 * <tr><th>path</th><th>answer</th></tr>
 * <tr><td>{@code summary?finished=30}</td><td>{@link io.heddle.monitoring.store.Summary}</td></tr>
 * <tr><td>{@code application}</td><td>{@link io.heddle.monitoring.store.ApplicationStatus}</td></tr>
 * <tr><td>{@code totals}</td><td>{@link io.heddle.monitoring.store.Totals}</td></tr>
 * <tr><td>{@code jobs}, {@code jobs/ID}</td><td>{@link io.heddle.monitoring.store.JobStatus}</td></tr>
 * <tr><td>{@code stages}, {@code stages/ID}</td><td>{@link io.heddle.monitoring.store.StageStatus}</td></tr>
 * <tr><td>{@code stages/ID/tasks?offset=0&limit=1000&order=id}</td>
 *     <td>{@link io.heddle.monitoring.store.TaskPage}, {@link TaskOrder}</td></tr>
 * <tr><td>{@code executors}</td><td>{@link io.heddle.monitoring.store.ExecutorStatus}</td></tr>
 * <tr><td>{@code allocation}</td>
 *     <td>{@link io.heddle.monitoring.store.AllocationStatus}</td></tr>
 * <tr><td>{@code storage}</td><td>{@link io.heddle.monitoring.store.RddStatus}</td></tr>
 * <tr><td>{@code accumulators}</td><td>{@link io.heddle.monitoring.store.AccumulatorStatus}</td></tr>
 * <tr><td>{@code notices}</td><td>{@link io.heddle.monitoring.store.NoticeLine}</td></tr>
 * <tr><td>(nothing)</td><td>the names of the one-word paths here</td></tr>
 * <tr><td>{@code milestones}</td><td>{@link io.heddle.monitoring.store.MilestonePoint}</td></tr>
 * </table>
 *
 * <p>Paths in the plural give an array. Field names are the records' component names; they stay,
 * new ones may come. Times ending in {@code Millis} are milliseconds (moments: since the epoch, 0
 * for not yet), in {@code Nanos} nanoseconds; sizes are bytes; enums are their names.
 */
public final class RestApi {
  /** Of every path, from the server's root. */
  public static final String PREFIX = "/api/v1/";

  private static final int MOST_TASKS = 10_000;

  private static final List<String> RESOURCES =
      List.of(
          "summary",
          "application",
          "totals",
          "jobs",
          "stages",
          "executors",
          "allocation",
          "storage",
          "notices",
          "milestones");

  private final StatusStore store;

  public RestApi(StatusStore store) {
    this.store = store;
  }

  /**
   * The JSON text.
   *
   * @param path after {@link #PREFIX}
   * @return empty if there is nothing of that name
   */
  public Optional<String> respond(String path, Query query) {
    return answer(path, query).map(Json::write);
  }

  private Optional<Object> answer(String path, Query query) {
    return switch (path) {
      case "" -> Optional.of(RESOURCES);
      case "summary" ->
          Optional.of(
              store.summary(query.number("finished", StatusStore.SUMMARY_FINISHED, 0, 10_000)));
      case "application" -> Optional.of(store.application());
      case "totals" -> Optional.of(store.totals());
      case "jobs" -> Optional.of(store.jobs());
      case "stages" -> Optional.of(store.stages());
      case "executors" -> Optional.of(store.executors());
      case "allocation" -> Optional.of(store.allocation());
      case "storage" -> Optional.of(store.rdds());
      case "accumulators" -> Optional.of(store.accumulators());
      case "notices" -> Optional.of(store.notices());
      case "milestones" -> Optional.of(store.milestones());
      default -> one(path.split("/", 4), query);
    };
  }

  private Optional<Object> one(String[] parts, Query query) {
    int id = parts.length < 2 ? -1 : id(parts[1]);
    if (id < 0) {
      return Optional.empty();
    }
    if (parts.length == 2 && parts[0].equals("jobs")) {
      return store.job(id).map(job -> job);
    }
    if (parts.length == 2 && parts[0].equals("stages")) {
      return store.stage(id).map(stage -> stage);
    }
    if (parts.length == 3 && parts[0].equals("stages") && parts[2].equals("tasks")) {
      return store
          .stage(id)
          .map(
              stage ->
                  store.tasks(
                      id,
                      query.constant("order", TaskOrder.ID),
                      query.number("offset", 0, 0, Integer.MAX_VALUE),
                      query.number("limit", 1000, 1, MOST_TASKS)));
    }
    return Optional.empty();
  }

  private static int id(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
