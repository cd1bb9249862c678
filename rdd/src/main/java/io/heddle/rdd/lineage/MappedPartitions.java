package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Iterator;
import java.util.Objects;

/** Each partition's records replaced by what a function makes of all of them. */
public final class MappedPartitions<T, R> extends OneToOne<T, R> {
  private final PartitionStep<T, R> step;

  /**
   * @param keepsKeys whether every record keeps its key
   */
  public MappedPartitions(
      Origin origin, Lineage<T> parent, PartitionStep<T, R> step, boolean keepsKeys) {
    super(origin, parent, keepsKeys);
    this.step = Objects.requireNonNull(step);
  }

  @Override
  public Evaluator<R> evaluator(EvaluatorChain chain) {
    return new Stepping<>(chain.of(parent()), step);
  }

  private record Stepping<T, R>(Evaluator<T> input, PartitionStep<T, R> step)
      implements Evaluator<R> {
    @Override
    public Iterator<R> evaluate(Partition partition, TaskContext context) throws Exception {
      return step.apply(partition.index(), input.evaluate(partition, context), context);
    }
  }
}
