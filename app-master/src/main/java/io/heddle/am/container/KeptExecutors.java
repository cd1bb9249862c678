package io.heddle.am.container;

import io.heddle.driver.recovery.KnownExecutor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * Executors of the attempt before: <i>awaited</i> when YARN hands over their container and it is
 * known who runs in it; awaited → <i>back</i> when they register; awaited → given up when they did
 * not in time, or ended. Guarded by its owner.
 */
final class KeptExecutors {
  private final Map<String, ContainerId> awaited = new LinkedHashMap<>();
  private final Set<String> early = new HashSet<>();
  private int back;

  /**
   * A container runs on.
   *
   * @param known executors by container
   * @return who runs in it; empty when nobody knows
   */
  Optional<ExecutorContainer> adopt(Container container, Map<String, KnownExecutor> known) {
    KnownExecutor executor = known.get(container.getId().toString());
    if (executor == null) {
      return Optional.empty();
    }
    if (early.remove(executor.executorId())) {
      back++;
    } else {
      awaited.put(executor.executorId(), container.getId());
    }
    return Optional.of(new ExecutorContainer(executor.executorId(), container, executor.rack()));
  }

  /**
   * An executor has registered, maybe before its container was handed over.
   *
   * @return whether it was the last one awaited
   */
  boolean registered(String executorId) {
    if (awaited.remove(executorId) == null) {
      early.add(executorId);
      return false;
    }
    back++;
    return awaited.isEmpty();
  }

  /**
   * An executor has ended.
   *
   * @return whether it was the last one awaited
   */
  boolean ended(String executorId) {
    early.remove(executorId);
    return awaited.remove(executorId) != null && awaited.isEmpty();
  }

  /** The containers of those that did not come back; nobody is awaited any more. */
  List<ContainerId> giveUp() {
    List<ContainerId> late = List.copyOf(awaited.values());
    awaited.clear();
    return late;
  }

  boolean isWaiting() {
    return !awaited.isEmpty();
  }

  /** How many have come back. */
  int back() {
    return back;
  }
}
