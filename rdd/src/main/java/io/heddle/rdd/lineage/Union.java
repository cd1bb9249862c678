package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** All partitions of several parents, those of the first parent first. */
public final class Union<T> extends Lineage<T> {
  private static final int[] NONE = {};

  public Union(Origin origin, List<Lineage<T>> parents) {
    super(origin.id(), origin.operation(), origin.callSite(), narrow(List.copyOf(parents)));
  }

  private static <T> List<Dependency> narrow(List<Lineage<T>> parents) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int p = 0; p < parents.size(); p++) {
      int position = p;
      dependencies.add(new Dependency.Narrow(parents.get(p), i -> memberOf(parents, position, i)));
    }
    return dependencies;
  }

  private static <T> int[] memberOf(List<Lineage<T>> parents, int position, int i) {
    int start = 0;
    for (int p = 0; p < position; p++) {
      start += parents.get(p).partitions().size();
    }
    int within = i - start;
    return within >= 0 && within < parents.get(position).partitions().size()
        ? new int[] {within}
        : NONE;
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> all = new ArrayList<>();
    for (int p = 0; p < dependencies().size(); p++) {
      for (Partition inner : parent(p).partitions()) {
        all.add(new Member(all.size(), p, inner));
      }
    }
    return all;
  }

  @Override
  public Evaluator<T> evaluator(EvaluatorChain chain) {
    List<Evaluator<T>> inputs = new ArrayList<>();
    for (int p = 0; p < dependencies().size(); p++) {
      inputs.add(chain.of(this.<T>parent(p)));
    }
    return new Choosing<>(List.copyOf(inputs));
  }

  private record Member(int index, int parent, Partition inner) implements Partition {}

  private record Choosing<T>(List<Evaluator<T>> inputs) implements Evaluator<T> {
    @Override
    public Iterator<T> evaluate(Partition partition, TaskContext context) throws Exception {
      Member member = (Member) partition;
      return inputs.get(member.parent()).evaluate(member.inner(), context);
    }
  }
}
