package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import java.util.List;

/** Excerpts of another node's partitions. */
public final class Excerpted<T> extends Lineage<T> {
  private final List<Excerpt> excerpts;

  /**
   * @param excerpts as the parent gave them
   */
  public Excerpted(Origin origin, Lineage<T> parent, List<Excerpt> excerpts) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(Dependency.Narrow.oneToOne(parent)));
    this.excerpts = List.copyOf(excerpts);
  }

  @Override
  protected List<Partition> makePartitions() {
    return excerpts.stream().map(Excerpt::partition).toList();
  }

  @Override
  public Evaluator<T> evaluator(EvaluatorChain chain) {
    return chain.of(this.<T>parent(0));
  }
}
