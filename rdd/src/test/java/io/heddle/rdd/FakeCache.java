package io.heddle.rdd;

import io.heddle.task.BlockCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Cached partitions of {@link FakeJobRunner}. */
final class FakeCache implements BlockCache {
  record Block(int rddId, int partition) {}

  final Map<Block, List<?>> blocks = new HashMap<>();

  @Override
  @SuppressWarnings("unchecked")
  public <T> Iterator<T> getOrCompute(
      int rddId, int partition, StorageLevel level, Callable<Iterator<T>> compute)
      throws Exception {
    Block block = new Block(rddId, partition);
    if (!blocks.containsKey(block)) {
      List<T> records = new ArrayList<>();
      compute.call().forEachRemaining(records::add);
      blocks.put(block, records);
    }
    return (Iterator<T>) blocks.get(block).iterator();
  }

  void forget(int rddId) {
    blocks.keySet().removeIf(block -> block.rddId() == rddId);
  }
}
