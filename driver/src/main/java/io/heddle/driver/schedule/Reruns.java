package io.heddle.driver.schedule;

import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why map outputs are made again, and how long that took: from each loss until the last of its
 * outputs that was needed is there again, which is told then. Losses of one shuffle for the same
 * reason, one after the other, are one.
 */
final class Reruns {
  private record Cause(int shuffleId, String reason) {}

  private static final class Loss {
    final Cause cause;
    final long sinceMillis;
    int lost;
    int left;

    Loss(Cause cause, long sinceMillis) {
      this.cause = cause;
      this.sinceMillis = sinceMillis;
    }
  }

  private final Books books;
  private final Map<Cause, Loss> byCause = new LinkedHashMap<>();
  private final Map<Integer, Map<Integer, Loss>> byMap = new HashMap<>();

  Reruns(Books books) {
    this.books = books;
  }

  /**
   * Map outputs are gone.
   *
   * @param reason for people: what happened to them
   */
  void lost(Lost lost, String reason) {
    Cause cause = new Cause(lost.shuffleId(), reason);
    Loss loss = byCause.computeIfAbsent(cause, c -> new Loss(c, books.now));
    Map<Integer, Loss> maps = byMap.computeIfAbsent(lost.shuffleId(), id -> new HashMap<>());
    for (int map : lost.maps()) {
      if (maps.put(map, loss) == null) {
        loss.lost++;
        loss.left++;
      }
    }
  }

  /** Why a map task runs again; empty when its output was not lost. */
  String reason(int shuffleId, int map) {
    Map<Integer, Loss> maps = byMap.isEmpty() ? null : byMap.get(shuffleId);
    Loss loss = maps == null ? null : maps.get(map);
    return loss == null ? "" : loss.cause.reason();
  }

  /** A map output is there. */
  void made(int shuffleId, int map) {
    Map<Integer, Loss> maps = byMap.isEmpty() ? null : byMap.get(shuffleId);
    Loss loss = maps == null ? null : maps.remove(map);
    if (loss == null) {
      return;
    }
    if (maps.isEmpty()) {
      byMap.remove(shuffleId);
    }
    if (--loss.left == 0) {
      byCause.remove(loss.cause);
      books.report.notice(
          loss.cause.reason()
              + ": "
              + (loss.lost == 1 ? "1 map output" : loss.lost + " map outputs")
              + " of "
              + books.graph.mapStage(shuffleId)
              + " run again, +"
              + seconds(books.now - loss.sinceMillis)
              + " s");
    }
  }

  private static String seconds(long millis) {
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.1f", millis / 1000.0)
        : Long.toString(millis / 1000);
  }

  /** Nobody will ask for a shuffle any more. */
  void forget(int shuffleId) {
    if (byMap.remove(shuffleId) != null) {
      byCause.keySet().removeIf(cause -> cause.shuffleId() == shuffleId);
    }
  }
}
