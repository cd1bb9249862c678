package io.heddle.executor.shuffle;

import io.heddle.protocol.executor.MapOutputs;
import java.util.concurrent.ConcurrentHashMap;

/** The newest map output table of each shuffle that the driver has sent. Safe for all threads. */
public final class MapOutputTables {
  private final ConcurrentHashMap<Integer, MapOutputTable> tables = new ConcurrentHashMap<>();

  /** Takes a table, unless a later epoch is there. */
  public void put(MapOutputs message) {
    tables.merge(
        message.getShuffleId(),
        new MapOutputTable(message),
        (old, fresh) -> fresh.epoch() >= old.epoch() ? fresh : old);
  }

  public void remove(int shuffleId) {
    tables.remove(shuffleId);
  }

  /** Null when the driver has sent none. */
  MapOutputTable get(int shuffleId) {
    return tables.get(shuffleId);
  }
}
