package io.heddle.driver.block;

import io.heddle.driver.allocation.ExecutorState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which executors hold cached partitions. Owned by the scheduler. A block may be on several
 * executors; it goes when it is reported gone, its executor is lost or its RDD is uncached.
 */
public final class BlockLocations {
  private final Map<Integer, Map<Integer, List<ExecutorState>>> byRdd = new HashMap<>();
  private final Map<Integer, Map<Integer, Long>> sizes = new HashMap<>();
  private final Map<ExecutorState, Integer> blocksOf = new HashMap<>();

  /**
   * A block is on an executor now.
   *
   * @param bytes that it takes there
   */
  public void added(int rddId, int partition, ExecutorState executor, long bytes) {
    sizes.computeIfAbsent(rddId, id -> new HashMap<>()).put(partition, bytes);
    List<ExecutorState> holders =
        byRdd
            .computeIfAbsent(rddId, id -> new HashMap<>())
            .computeIfAbsent(partition, p -> new ArrayList<>(1));
    if (!holders.contains(executor)) {
      holders.add(executor);
      blocksOf.merge(executor, 1, Integer::sum);
    }
  }

  public void removed(int rddId, int partition, ExecutorState executor) {
    Map<Integer, List<ExecutorState>> blocks = byRdd.get(rddId);
    List<ExecutorState> holders = blocks == null ? null : blocks.get(partition);
    if (holders != null && holders.remove(executor)) {
      countDown(executor);
      if (holders.isEmpty()) {
        blocks.remove(partition);
      }
    }
  }

  /** About how many bytes a block takes where it is; 0 when it was never anywhere. */
  public long bytes(int rddId, int partition) {
    Map<Integer, Long> blocks = sizes.get(rddId);
    return blocks == null ? 0 : blocks.getOrDefault(partition, 0L);
  }

  /** Forgets a whole RDD. */
  public void uncached(int rddId) {
    sizes.remove(rddId);
    Map<Integer, List<ExecutorState>> blocks = byRdd.remove(rddId);
    if (blocks != null) {
      blocks.values().forEach(holders -> holders.forEach(this::countDown));
    }
  }

  /** Forgets everything that an executor held. */
  public void lost(ExecutorState executor) {
    if (blocksOf.remove(executor) == null) {
      return;
    }
    for (Map<Integer, List<ExecutorState>> blocks : byRdd.values()) {
      blocks.values().removeIf(holders -> holders.remove(executor) && holders.isEmpty());
    }
  }

  /** How many RDDs anything is known of. */
  public int size() {
    return Math.max(byRdd.size(), sizes.size());
  }

  /** The executors that hold a block; empty when nobody does. Not a copy. */
  public List<ExecutorState> holders(int rddId, int partition) {
    Map<Integer, List<ExecutorState>> blocks = byRdd.get(rddId);
    return blocks == null ? List.of() : blocks.getOrDefault(partition, List.of());
  }

  /** The bytes of blocks that one executor alone holds, by executor. */
  public Map<ExecutorState, Long> heldAlone() {
    Map<ExecutorState, Long> bytes = new HashMap<>();
    byRdd.forEach(
        (rddId, blocks) ->
            blocks.forEach(
                (partition, holders) -> {
                  if (holders.size() == 1) {
                    bytes.merge(holders.get(0), Math.max(1, bytes(rddId, partition)), Long::sum);
                  }
                }));
    return bytes;
  }

  /** Whether an executor holds any block. */
  public boolean holdsBlocks(ExecutorState executor) {
    return blocksOf.containsKey(executor);
  }

  private void countDown(ExecutorState executor) {
    blocksOf.computeIfPresent(executor, (e, n) -> n == 1 ? null : n - 1);
  }
}
