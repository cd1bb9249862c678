package io.heddle.rdd.lineage;

import io.heddle.rdd.Pair;
import io.heddle.rdd.Partitioner;
import io.heddle.task.Combiner;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.ShuffleReader.ShuffleRead;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Pairs divided anew by key, combined or sorted where asked for: the reader's side of a shuffle.
 */
public final class Shuffled<K, V, C> extends Lineage<Pair<K, C>> {
  private final ShuffleSpec<K, V, C> spec;
  private final Comparator<? super K> ordering;

  /**
   * @param ordering sorts the keys of each partition, Java-serialisable; null: in no order
   */
  public Shuffled(
      Origin origin,
      Lineage<? extends Pair<K, V>> parent,
      ShuffleSpec<K, V, C> spec,
      Comparator<? super K> ordering) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(new Dependency.Shuffle<>(parent, spec)));
    this.spec = spec;
    this.ordering = ordering;
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < spec.partitioner().numPartitions(); i++) {
      partitions.add(new Reduce(i));
    }
    return partitions;
  }

  @Override
  protected Optional<Partitioner> ownPartitioner() {
    return Optional.of(spec.partitioner());
  }

  @Override
  public Evaluator<Pair<K, C>> evaluator(EvaluatorChain chain) {
    return new Reading<>(spec.shuffleId(), spec.combiner(), spec.mapSideCombine(), ordering);
  }

  record Reduce(int index) implements Partition {}

  private record Reading<K, V, C>(
      int shuffleId,
      Combiner<K, V, C> combiner,
      boolean mapSideCombined,
      Comparator<? super K> ordering)
      implements Evaluator<Pair<K, C>> {
    @Override
    public Iterator<Pair<K, C>> evaluate(Partition partition, TaskContext context) {
      int i = partition.index();
      return context
          .shuffle()
          .read(new ShuffleRead<>(shuffleId, i, i + 1, combiner, mapSideCombined, ordering));
    }
  }
}
