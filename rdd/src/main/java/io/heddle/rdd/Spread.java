package io.heddle.rdd;

import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.PartitionStep;
import io.heddle.task.TaskContext;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Gives each record the number of the partition that {@link RDD#repartition} puts it in. Run again,
 * a task must place every record as before, since other tasks may have read the first run's output.
 * Where the order of the input is the same at each run, records go round the partitions in turn;
 * behind a shuffle it is not, and they go by a hash of their content.
 */
record Spread<T>(int partitions, boolean inTurn) implements PartitionStep<T, Pair<Integer, T>> {

  static <T> Spread<T> of(Lineage<T> input, int partitions) {
    return new Spread<>(partitions, keepsOrder(input, new HashSet<>()));
  }

  private static boolean keepsOrder(Lineage<?> node, Set<Integer> seen) {
    for (Dependency dependency : node.dependencies()) {
      boolean shuffled = dependency instanceof Dependency.Shuffle;
      Lineage<?> parent = dependency.parent();
      if (shuffled || (seen.add(parent.id()) && !keepsOrder(parent, seen))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Iterator<Pair<Integer, T>> apply(int index, Iterator<T> records, TaskContext context) {
    return new Numbered(records, new SplittableRandom(index).nextInt(partitions));
  }

  private int byContent(T record) {
    int hash = StableHash.ofContent(record);
    // Nearby hash codes are common (numbers); spread them.
    return Math.floorMod((hash * 0x9E3779B9) >>> 7, partitions);
  }

  private final class Numbered implements Iterator<Pair<Integer, T>> {
    private final Iterator<T> records;
    private int turn;

    Numbered(Iterator<T> records, int start) {
      this.records = records;
      this.turn = start;
    }

    private Pair<Integer, T> numbered(T record) {
      if (!inTurn) {
        return new Pair<>(byContent(record), record);
      }
      turn = turn + 1 == partitions ? 0 : turn + 1;
      return new Pair<>(turn, record);
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Pair<Integer, T> next() {
      return numbered(records.next());
    }

    @Override
    public void forEachRemaining(Consumer<? super Pair<Integer, T>> to) {
      records.forEachRemaining(record -> to.accept(numbered(record)));
    }
  }
}
