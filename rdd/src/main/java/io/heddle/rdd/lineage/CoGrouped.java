package io.heddle.rdd.lineage;

import io.heddle.rdd.Pair;
import io.heddle.rdd.Partitioner;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.ShuffleReader.ShuffleRead;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * For each key, its values in each of several inputs. Inputs that are divided by the partitioner
 * already are read in the same task; the others are shuffled. All values of a partition are held in
 * memory while it is grouped.
 */
public final class CoGrouped<K> extends Lineage<Pair<K, List<List<Object>>>> {
  private final Partitioner partitioner;
  private final List<Optional<ShuffleSpec<K, Object, Object>>> shuffles;

  /**
   * One input.
   *
   * @param spec how it is shuffled; null where it is divided by the partitioner already
   */
  public record Input<K>(
      Lineage<? extends Pair<K, Object>> lineage, ShuffleSpec<K, Object, Object> spec) {
    public Input {
      Objects.requireNonNull(lineage);
    }
  }

  public CoGrouped(Origin origin, Partitioner partitioner, List<Input<K>> inputs) {
    super(origin.id(), origin.operation(), origin.callSite(), reads(inputs));
    this.partitioner = Objects.requireNonNull(partitioner);
    this.shuffles = inputs.stream().map(input -> Optional.ofNullable(input.spec())).toList();
  }

  private static <K> List<Dependency> reads(List<Input<K>> inputs) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Input<K> input : inputs) {
      dependencies.add(
          input.spec() == null
              ? Dependency.Narrow.oneToOne(input.lineage())
              : new Dependency.Shuffle<>(input.lineage(), input.spec()));
    }
    return dependencies;
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < partitioner.numPartitions(); i++) {
      List<Partition> sources = new ArrayList<>();
      for (int s = 0; s < shuffles.size(); s++) {
        sources.add(
            shuffles.get(s).isPresent() ? new Shuffled.Reduce(i) : parent(s).partitions().get(i));
      }
      partitions.add(new Grouped(i, List.copyOf(sources)));
    }
    return partitions;
  }

  @Override
  protected Optional<Partitioner> ownPartitioner() {
    return Optional.of(partitioner);
  }

  @Override
  public Evaluator<Pair<K, List<List<Object>>>> evaluator(EvaluatorChain chain) {
    List<Evaluator<? extends Pair<K, Object>>> sources = new ArrayList<>();
    for (int s = 0; s < shuffles.size(); s++) {
      Optional<ShuffleSpec<K, Object, Object>> shuffle = shuffles.get(s);
      sources.add(
          shuffle.isPresent()
              ? new Fetching<K>(shuffle.get().shuffleId())
              : chain.of(this.<Pair<K, Object>>parent(s)));
    }
    return new Grouping<>(List.copyOf(sources));
  }

  private record Grouped(int index, List<Partition> sources) implements Partition {}

  private record Fetching<K>(int shuffleId) implements Evaluator<Pair<K, Object>> {
    @Override
    public Iterator<Pair<K, Object>> evaluate(Partition partition, TaskContext context) {
      int i = partition.index();
      return context
          .shuffle()
          .read(new ShuffleRead<K, Object, Object>(shuffleId, i, i + 1, null, false, null));
    }
  }

  private record Grouping<K>(List<Evaluator<? extends Pair<K, Object>>> sources)
      implements Evaluator<Pair<K, List<List<Object>>>> {
    @Override
    public Iterator<Pair<K, List<List<Object>>>> evaluate(Partition partition, TaskContext context)
        throws Exception {
      Map<K, List<List<Object>>> groups = new HashMap<>();
      for (int s = 0; s < sources.size(); s++) {
        int source = s;
        Iterator<? extends Pair<K, Object>> records =
            sources.get(s).evaluate(((Grouped) partition).sources().get(s), context);
        records.forEachRemaining(
            pair ->
                groups
                    .computeIfAbsent(pair.key(), key -> emptyLists(sources.size()))
                    .get(source)
                    .add(pair.value()));
      }
      Iterator<Map.Entry<K, List<List<Object>>>> entries = groups.entrySet().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public Pair<K, List<List<Object>>> next() {
          Map.Entry<K, List<List<Object>>> entry = entries.next();
          return new Pair<>(entry.getKey(), entry.getValue());
        }
      };
    }

    private static List<List<Object>> emptyLists(int count) {
      List<List<Object>> lists = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        lists.add(new ArrayList<>(2));
      }
      return lists;
    }
  }
}
