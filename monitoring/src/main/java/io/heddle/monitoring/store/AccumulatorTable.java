package io.heddle.monitoring.store;

import io.heddle.protocol.event.AccumulatorChanged;
import java.util.List;
import java.util.TreeMap;

/** What named accumulators have come to; when there are too many the oldest go. */
final class AccumulatorTable {
  private static final int MOST = 1000;

  private final TreeMap<Long, AccumulatorStatus> byId = new TreeMap<>();

  void changed(AccumulatorChanged event) {
    byId.put(
        event.getAccumulatorId(),
        new AccumulatorStatus(
            event.getAccumulatorId(),
            Text.bounded(event.getName()),
            Text.bounded(event.getValue())));
    if (byId.size() > MOST) {
      byId.pollFirstEntry();
    }
  }

  List<AccumulatorStatus> snapshots() {
    return List.copyOf(byId.values());
  }
}
