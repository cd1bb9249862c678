package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.function.Function2;
import io.heddle.rdd.function.Unchecked;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.task.CombineShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Folds whose partial values are merged by tasks, level by level, before the driver gets them. */
final class Trees {
  private Trees() {}

  static <T, U> U aggregate(
      RDD<T> rdd,
      U zero,
      Function2<U, ? super T, U> add,
      Function2<U, U, U> merge,
      int depth,
      boolean lastByTask) {
    ZeroValue<U> start = new ZeroValue<>(zero);
    RDD<U> partial =
        rdd.node(
            new MappedPartitions<T, U>(
                rdd.origin("treeAggregate"),
                rdd.lineage(),
                (index, records, task) -> {
                  U value = start.copy();
                  while (records.hasNext()) {
                    value = add.call(value, records.next());
                  }
                  return Collections.singletonList(value).iterator();
                },
                false));
    RDD<U> merged = narrowed(partial, merge, atLeastOne(depth), "treeAggregate");
    if (lastByTask && merged.getNumPartitions() > 1) {
      merged = level(merged, merge, 1, "treeAggregate");
    }
    U result = start.copy();
    for (U value : Actions.collect(merged, "treeAggregate")) {
      result = Unchecked.call(merge, result, value);
    }
    return result;
  }

  /** The fold of all records; a list of none when there are none. */
  static <T> List<T> reduce(RDD<T> rdd, Function2<T, T, T> function, int depth) {
    RDD<T> partial =
        rdd.node(
            new MappedPartitions<T, T>(
                rdd.origin("treeReduce"),
                rdd.lineage(),
                (index, records, task) -> {
                  List<T> folded = new ArrayList<>(1);
                  while (records.hasNext()) {
                    T record = records.next();
                    if (folded.isEmpty()) {
                      folded.add(record);
                    } else {
                      folded.set(0, function.call(folded.get(0), record));
                    }
                  }
                  return folded.iterator();
                },
                false));
    return Actions.reduce(
        narrowed(partial, function, atLeastOne(depth), "treeReduce"), function, "treeReduce");
  }

  private static int atLeastOne(int depth) {
    if (depth < 1) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "a tree's depth must be at least 1, not " + depth);
    }
    return depth;
  }

  /** Levels of tasks, as long as a level saves the driver more merges than it costs. */
  private static <U> RDD<U> narrowed(
      RDD<U> values, Function2<U, U, U> merge, int depth, String operation) {
    int partitions = values.getNumPartitions();
    int scale = Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / depth)));
    RDD<U> narrow = values;
    while (partitions > scale + Math.ceil((double) partitions / scale)) {
      partitions /= scale;
      narrow = level(narrow, merge, partitions, operation);
    }
    return narrow;
  }

  private static <U> RDD<U> level(
      RDD<U> values, Function2<U, U, U> merge, int partitions, String operation) {
    PairRDD<Integer, U> numbered =
        values.pairNode(
            new MappedPartitions<U, Pair<Integer, U>>(
                values.origin(operation),
                values.lineage(),
                (index, records, task) -> new Numbered<>(index % partitions, records),
                false));
    return Shuffles.combine(
            numbered,
            Combiners.folding(merge, CombineShape.GENERIC),
            new HashPartitioner(partitions),
            true,
            operation)
        .values();
  }

  private record Numbered<U>(Integer number, Iterator<U> values)
      implements Iterator<Pair<Integer, U>> {
    @Override
    public boolean hasNext() {
      return values.hasNext();
    }

    @Override
    public Pair<Integer, U> next() {
      return new Pair<>(number, values.next());
    }
  }
}
