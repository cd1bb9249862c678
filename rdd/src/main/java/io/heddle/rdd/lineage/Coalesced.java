package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Fewer partitions, each of them several neighbouring ones of the parent; nothing is moved. */
public final class Coalesced<T> extends Lineage<T> {
  private final int count;

  /**
   * @param count partitions wanted, at least 1; where the parent has fewer, as many as it has
   */
  public Coalesced(Origin origin, Lineage<T> parent, int count) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(new Dependency.Narrow(parent, i -> members(parent, count, i))));
    this.count = count;
  }

  /** The parent's partitions that partition i is made of. */
  private static int[] members(Lineage<?> parent, int count, int i) {
    int inputs = parent.partitions().size();
    int outputs = Math.min(count, inputs);
    int from = (int) ((long) i * inputs / outputs);
    int to = (int) ((i + 1L) * inputs / outputs);
    int[] members = new int[to - from];
    for (int m = 0; m < members.length; m++) {
      members[m] = from + m;
    }
    return members;
  }

  @Override
  protected List<Partition> makePartitions() {
    Lineage<T> parent = parent(0);
    List<Partition> inputs = parent.partitions();
    List<Partition> outputs = new ArrayList<>();
    for (int i = 0; i < Math.min(count, inputs.size()); i++) {
      List<Partition> group = new ArrayList<>();
      for (int member : members(parent, count, i)) {
        group.add(inputs.get(member));
      }
      outputs.add(new Group(i, List.copyOf(group)));
    }
    return outputs;
  }

  @Override
  public Evaluator<T> evaluator(EvaluatorChain chain) {
    return new Joining<>(chain.of(this.<T>parent(0)));
  }

  private record Group(int index, List<Partition> members) implements Partition {}

  private record Joining<T>(Evaluator<T> input) implements Evaluator<T> {
    @Override
    public Iterator<T> evaluate(Partition partition, TaskContext context) {
      return new Concatenated<>(input, ((Group) partition).members(), context);
    }
  }
}
