package io.heddle.rdd.lineage;

import io.heddle.rdd.Pair;
import io.heddle.rdd.Partitioner;
import io.heddle.task.Evaluator;
import io.heddle.task.KeyTables;
import io.heddle.task.Partition;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.TaskContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Pairs of several inputs brought together by key, and what a {@link Matching} makes of them.
 * Inputs that are divided by the partitioner already are read in the same task; the others are
 * shuffled.
 */
public final class CoGrouped<K, R> extends Lineage<Pair<K, R>> {
  private final Partitioner partitioner;
  private final List<Optional<ShuffleSpec<K, Object, Object>>> shuffles;
  private final Matching<K, R> matching;

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

  public CoGrouped(
      Origin origin, Partitioner partitioner, List<Input<K>> inputs, Matching<K, R> matching) {
    super(origin.id(), origin.operation(), origin.callSite(), reads(inputs));
    this.partitioner = Objects.requireNonNull(partitioner);
    this.shuffles = inputs.stream().map(input -> Optional.ofNullable(input.spec())).toList();
    this.matching = Objects.requireNonNull(matching);
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
  public Evaluator<Pair<K, R>> evaluator(EvaluatorChain chain) {
    List<Source> sources = new ArrayList<>();
    for (int s = 0; s < shuffles.size(); s++) {
      Optional<ShuffleSpec<K, Object, Object>> shuffle = shuffles.get(s);
      sources.add(
          shuffle.isPresent()
              ? new Fetched(shuffle.get().shuffleId())
              : new Evaluated(chain.of(this.<Pair<K, Object>>parent(s))));
    }
    return new Match<>(List.copyOf(sources), matching);
  }

  private record Grouped(int index, List<Partition> sources) implements Partition {}

  /** Where the pairs of one input come from. */
  private sealed interface Source extends Serializable {
    KeyTables.Input input(Partition partition, TaskContext context);
  }

  private record Fetched(int shuffleId) implements Source {
    @Override
    public KeyTables.Input input(Partition partition, TaskContext context) {
      return new KeyTables.Input.Fetched(shuffleId, partition.index(), partition.index() + 1);
    }
  }

  private record Evaluated(Evaluator<? extends Pair<?, ?>> pairs) implements Source {
    @Override
    public KeyTables.Input input(Partition partition, TaskContext context) {
      return new KeyTables.Input.Pairs(() -> pairs.evaluate(partition, context));
    }
  }

  private record Match<K, R>(List<Source> sources, Matching<K, R> matching)
      implements Evaluator<Pair<K, R>> {
    @Override
    public Iterator<Pair<K, R>> evaluate(Partition partition, TaskContext context) {
      List<KeyTables.Input> inputs = new ArrayList<>();
      for (int s = 0; s < sources.size(); s++) {
        inputs.add(sources.get(s).input(((Grouped) partition).sources().get(s), context));
      }
      return matching.match(inputs, context.tables());
    }
  }
}
