package io.heddle.driver.shuffle;

import io.heddle.protocol.executor.MapOutputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the map outputs of every shuffle lie. Owned by the scheduler.
 *
 * <p>An output is named by shuffle, map partition and attempt. It appears when its task ends, and
 * goes when it is reported unreadable, or its node or its process is lost. Each loss begins a new
 * epoch of that shuffle, so executors learn that what they hold is out of date.
 */
public final class MapOutputRegistry {
  private final Map<Integer, ShuffleOutputs> shuffles = new HashMap<>();

  /** Makes a shuffle known; nothing changes when it is. */
  public void register(int shuffleId, int maps, int reducePartitions) {
    shuffles.computeIfAbsent(shuffleId, id -> new ShuffleOutputs(id, maps, reducePartitions));
  }

  /** Forgets a shuffle and all its outputs. */
  public void forget(int shuffleId) {
    shuffles.remove(shuffleId);
  }

  /** The outputs of one shuffle, or null when it is not known. */
  public ShuffleOutputs get(int shuffleId) {
    return shuffles.get(shuffleId);
  }

  /** How many shuffles are known. */
  public int size() {
    return shuffles.size();
  }

  /** Whether every map partition has an output. */
  public boolean isComplete(int shuffleId) {
    ShuffleOutputs outputs = shuffles.get(shuffleId);
    return outputs != null && outputs.isComplete();
  }

  /** The table for executors; only of complete shuffles. */
  public MapOutputs table(int shuffleId) {
    return shuffles.get(shuffleId).table();
  }

  /**
   * Drops an output that could not be read.
   *
   * @return false when that attempt's output is not the one in the table: it was replaced or
   *     dropped before
   */
  public boolean drop(int shuffleId, int mapId, int attempt) {
    ShuffleOutputs outputs = shuffles.get(shuffleId);
    return outputs != null && outputs.drop(mapId, attempt);
  }

  /**
   * Drops all outputs at some places.
   *
   * @return what was lost, by shuffle; shuffles that lost nothing are not in it
   */
  public List<Lost> dropWhere(Predicate<OutputPlace> lost) {
    List<Lost> all = new ArrayList<>();
    for (ShuffleOutputs outputs : shuffles.values()) {
      int[] maps = outputs.dropWhere(lost);
      if (maps.length > 0) {
        all.add(new Lost(outputs.shuffleId(), maps));
      }
    }
    return all;
  }

  /** The executors whose own outputs, served by no shuffle service, are in the tables. */
  public Set<String> executorsThatServe() {
    Set<String> executors = new HashSet<>();
    for (ShuffleOutputs outputs : shuffles.values()) {
      outputs.addExecutorsThatServe(executors);
    }
    return executors;
  }

  /**
   * Outputs of one shuffle that are gone.
   *
   * @param maps map partitions, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  public record Lost(int shuffleId, int[] maps) {}
}
