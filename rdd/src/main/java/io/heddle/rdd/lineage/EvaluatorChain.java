package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import java.util.HashMap;
import java.util.Map;

/**
 * Builds the evaluators of one stage: each node's once, wrapped in a cache step where the node is
 * persisted. Used by one thread, for one stage.
 */
public final class EvaluatorChain {
  private final Map<Integer, Evaluator<?>> built = new HashMap<>();

  /** The evaluator of a node with its cache step, the same object for the same node. */
  @SuppressWarnings("unchecked")
  public <T> Evaluator<T> of(Lineage<T> node) {
    Evaluator<?> known = built.get(node.id());
    if (known == null) {
      known = CachedEvaluator.wrap(node.currentEvaluator(this), node);
      built.put(node.id(), known);
    }
    return (Evaluator<T>) known;
  }
}
