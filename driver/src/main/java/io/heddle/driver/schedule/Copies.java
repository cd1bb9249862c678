package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.Host;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.protocol.executor.CachedBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has blocks copied whose level wants them on several executors: each time that one is told to be
 * somewhere, as many others are asked as are missing, on other hosts where there are some. An
 * executor is asked for a block once; what it does not manage is missing until the block moves
 * again.
 */
final class Copies {
  /** Small blocks may be a little longer as frames than they are in memory. */
  private static final long MARGIN_BYTES = 64 * 1024;

  private final Books books;
  private final Map<BlockKey, Set<ExecutorState>> asked = new HashMap<>();

  Copies(Books books) {
    this.books = books;
  }

  /** A block is on an executor now. */
  void added(CachedBlock block, ExecutorState holder) {
    if (block.getReplication() < 2 || holder.peerPort() == 0) {
      return;
    }
    BlockKey key = new BlockKey(block.getRddId(), block.getPartition());
    Set<ExecutorState> has = asked.computeIfAbsent(key, k -> new HashSet<>());
    has.removeIf(ExecutorState::isGone);
    has.addAll(books.blocks.holders(key.rddId(), key.partition()));
    while (has.size() < block.getReplication()) {
      ExecutorState target = choose(key.partition(), has);
      if (target == null) {
        return; // there are not as many executors
      }
      has.add(target);
      books.act(
          new SchedulerAction.CopyBlock(
              target.id(),
              new SchedulerAction.Held(
                  key.rddId(),
                  key.partition(),
                  holder.host().name(),
                  holder.peerPort(),
                  Math.max(block.getMemoryBytes(), block.getDiskBytes()) + MARGIN_BYTES),
              block.getLevel()));
    }
  }

  /** One that does not have it; by partition, so that copies spread. */
  private ExecutorState choose(int partition, Set<ExecutorState> has) {
    Set<Host> hosts = new HashSet<>();
    has.forEach(executor -> hosts.add(executor.host()));
    List<ExecutorState> others = new ArrayList<>();
    List<ExecutorState> elsewhere = new ArrayList<>();
    for (ExecutorState executor : books.cluster.executors()) {
      if (!executor.isDraining() && !has.contains(executor)) {
        others.add(executor);
        if (!hosts.contains(executor.host())) {
          elsewhere.add(executor);
        }
      }
    }
    List<ExecutorState> from = elsewhere.isEmpty() ? others : elsewhere;
    return from.isEmpty() ? null : from.get(Math.floorMod(partition, from.size()));
  }

  /** A block has left an executor, which may be asked again. */
  void gone(CachedBlock block, ExecutorState executor) {
    Set<ExecutorState> has = asked.get(new BlockKey(block.getRddId(), block.getPartition()));
    if (has != null) {
      has.remove(executor);
    }
  }

  int size() {
    return asked.size();
  }

  void uncached(int rddId) {
    asked.keySet().removeIf(key -> key.rddId() == rddId);
  }
}
