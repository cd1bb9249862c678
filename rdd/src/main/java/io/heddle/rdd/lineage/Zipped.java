package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Partitions of the same index in two nodes, put together by a function. */
public final class Zipped<A, B, R> extends Lineage<R> {
  private final Step<A, B, R> step;

  /** What is made of two partitions. */
  @FunctionalInterface
  public interface Step<A, B, R> extends Serializable {
    /**
     * @throws Exception from user code; it fails the task attempt
     */
    Iterator<R> apply(int index, Iterator<A> left, Iterator<B> right) throws Exception;
  }

  /** Both must have the same number of partitions. */
  public Zipped(Origin origin, Lineage<A> left, Lineage<B> right, Step<A, B, R> step) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(Dependency.Narrow.oneToOne(left), Dependency.Narrow.oneToOne(right)));
    this.step = step;
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> left = parent(0).partitions();
    List<Partition> right = parent(1).partitions();
    List<Partition> both = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      both.add(new Both(i, left.get(i), right.get(i)));
    }
    return both;
  }

  @Override
  public Evaluator<R> evaluator(EvaluatorChain chain) {
    return new Zipping<A, B, R>(chain.of(parent(0)), chain.of(parent(1)), step);
  }

  private record Both(int index, Partition left, Partition right) implements Partition {}

  private record Zipping<A, B, R>(Evaluator<A> left, Evaluator<B> right, Step<A, B, R> step)
      implements Evaluator<R> {
    @Override
    public Iterator<R> evaluate(Partition partition, TaskContext context) throws Exception {
      Both both = (Both) partition;
      return step.apply(
          both.index(), left.evaluate(both.left(), context), right.evaluate(both.right(), context));
    }
  }
}
