package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Some neighbouring partitions of a node; the others are not computed. */
public final class Chosen<T> extends Lineage<T> {
  private final int from;
  private final int to;

  /**
   * @param from the first partition
   * @param to one past the last; as many as {@code from} for none
   */
  public Chosen(Origin origin, Lineage<T> parent, int from, int to) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(new Dependency.Narrow(parent, i -> new int[] {from + i})));
    this.from = from;
    this.to = to;
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> chosen = new ArrayList<>();
    for (Partition inner : parent(0).partitions().subList(from, to)) {
      chosen.add(new Member(chosen.size(), inner));
    }
    return chosen;
  }

  @Override
  public Evaluator<T> evaluator(EvaluatorChain chain) {
    return new Choosing<>(chain.of(this.<T>parent(0)));
  }

  private record Member(int index, Partition inner) implements Partition {}

  private record Choosing<T>(Evaluator<T> input) implements Evaluator<T> {
    @Override
    public Iterator<T> evaluate(Partition partition, TaskContext context) throws Exception {
      return input.evaluate(((Member) partition).inner(), context);
    }
  }
}
