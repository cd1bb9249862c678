package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.function.Function2;
import io.heddle.rdd.function.Unchecked;
import io.heddle.rdd.function.VoidFunction;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.rdd.spi.OutputRecord;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The jobs behind the actions of {@link RDD}: what is done with each partition, and the merge. */
final class Actions {
  /** By how much each further try of {@link #take} reads more partitions than the one before. */
  private static final int TAKE_GROWTH = 4;

  private Actions() {}

  /** Runs a function over all partitions; results by partition. */
  static <T, R> List<R> run(RDD<? extends T> rdd, PartitionFunction<T, R> function, String action) {
    int count = rdd.getNumPartitions();
    return run(rdd, IntStream.range(0, count).boxed().toList(), function, action);
  }

  @SuppressWarnings("unchecked")
  static <T, R> List<R> run(
      RDD<? extends T> rdd,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      String action) {
    if (partitions.isEmpty()) {
      return List.of();
    }
    Object[] results = new Object[partitions.size()];
    RDD<T> typed = (RDD<T>) rdd;
    typed
        .context()
        .run(
            typed.lineage(),
            partitions,
            function,
            action,
            (position, result) -> results[position] = result);
    return (List<R>) Arrays.asList(results);
  }

  static <T> List<T> collect(RDD<T> rdd, String action) {
    List<T> all = new ArrayList<>();
    Actions.<T, List<T>>run(rdd, new Collecting<>(), action).forEach(all::addAll);
    return all;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
  static <T> List<T>[] collectPartitions(RDD<T> rdd, int[] partitions) {
    int count = rdd.getNumPartitions();
    for (int partition : partitions) {
      if (partition < 0 || partition >= count) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT,
            "there is no partition " + partition + "; " + rdd + " has " + count);
      }
    }
    List<Integer> wanted = Arrays.stream(partitions).boxed().toList();
    return Actions.<T, List<T>>run(rdd, wanted, new Collecting<>(), "collectPartitions")
        .toArray(new List[0]);
  }

  static long count(RDD<?> rdd) {
    return run(rdd, new Counting(), "count").stream().mapToLong(Long::longValue).sum();
  }

  /** Reads one partition first, and further ones as long as there are too few records. */
  static <T> List<T> take(RDD<T> rdd, int wanted, String action) {
    List<T> taken = new ArrayList<>();
    int count = rdd.getNumPartitions();
    int from = 0;
    int next = 1;
    while (taken.size() < wanted && from < count) {
      int to = (int) Math.min(count, (long) from + next);
      List<List<T>> parts =
          run(
              rdd,
              IntStream.range(from, to).boxed().toList(),
              new Taking<T>(wanted - taken.size()),
              action);
      for (List<T> part : parts) {
        taken.addAll(part.subList(0, Math.min(part.size(), wanted - taken.size())));
      }
      next = to * TAKE_GROWTH;
      from = to;
    }
    return taken;
  }

  /** The fold of all records; a list of none when there are none. */
  static <T> List<T> reduce(RDD<T> rdd, Function2<T, T, T> function, String action) {
    List<T> folded = new ArrayList<>(1);
    for (List<T> part : run(rdd, new Reducing<>(function), action)) {
      for (T value : part) {
        T merged = folded.isEmpty() ? value : Unchecked.call(function, folded.get(0), value);
        folded.clear();
        folded.add(merged);
      }
    }
    return folded;
  }

  /** Folds each partition in its task, and the partitions' maps here. */
  static <K, V> Map<K, V> reduceByKey(PairRDD<K, V> pairs, Function2<V, V, V> function) {
    Map<K, V> all = new HashMap<>();
    for (List<Pair<K, V>> part : run(pairs, new ReducingByKey<>(function), "reduceByKeyLocally")) {
      part.forEach(pair -> fold(all, pair, function));
    }
    return all;
  }

  private static <K, V> void fold(Map<K, V> all, Pair<K, V> pair, Function2<V, V, V> function) {
    V known = all.get(pair.key());
    boolean first = known == null && !all.containsKey(pair.key());
    all.put(pair.key(), first ? pair.value() : Unchecked.call(function, known, pair.value()));
  }

  private record ReducingByKey<K, V>(Function2<V, V, V> function)
      implements PartitionFunction<Pair<K, V>, List<Pair<K, V>>> {
    @Override
    public List<Pair<K, V>> apply(Iterator<Pair<K, V>> records, TaskContext context) {
      Map<K, V> folded = new HashMap<>();
      records.forEachRemaining(
          pair -> {
            int before = folded.size();
            fold(folded, pair, function);
            if (folded.size() > before) {
              context.gather(pair);
            }
          });
      List<Pair<K, V>> pairs = new ArrayList<>(folded.size());
      folded.forEach((key, value) -> pairs.add(new Pair<>(key, value)));
      return pairs;
    }
  }

  static <T, U> U aggregate(
      RDD<T> rdd, U zero, Function2<U, ? super T, U> add, Function2<U, U, U> merge, String action) {
    ZeroValue<U> start = new ZeroValue<>(zero);
    U result = start.copy();
    for (U part : run(rdd, new Aggregating<T, U>(start, add), action)) {
      result = Unchecked.call(merge, result, part);
    }
    return result;
  }

  static <T> List<T> least(RDD<T> rdd, int wanted, Comparator<? super T> ordering, String action) {
    if (wanted == 0) {
      return new ArrayList<>();
    }
    List<T> all = new ArrayList<>();
    run(rdd, new Least<T>(wanted, ordering), action).forEach(all::addAll);
    all.sort(ordering);
    return new ArrayList<>(all.subList(0, Math.min(wanted, all.size())));
  }

  static <T> void foreachPartition(RDD<T> rdd, VoidFunction<Iterator<T>> function, String action) {
    run(rdd, new ForEachPartition<>(function), action);
  }

  static <T> void foreach(RDD<T> rdd, VoidFunction<? super T> function, String action) {
    run(rdd, new ForEach<T>(function), action);
  }

  static <T> void saveAsTextFile(RDD<T> rdd, String path) {
    HeddleContext context = rdd.context();
    JobRunner runner = context.runner();
    save(
        rdd,
        () -> context.files().saveAsTextFile(runner.conf(), path),
        "saveAsTextFile",
        "text",
        path);
  }

  /**
   * Begins an output, runs the job that writes it, and makes what it wrote be seen; or none of it.
   * What an earlier attempt of the application has written to its end is left as it is.
   *
   * @param kind how records are written: the same words for the same bytes
   * @param path empty when it is not known
   */
  static <T> void save(
      RDD<T> rdd, Supplier<OutputJob<T>> begin, String action, String kind, String path) {
    HeddleContext context = rdd.context();
    OutputRecord record =
        path.isEmpty()
            ? OutputRecord.NONE
            : context.runner().output(rdd.lineage(), action + " " + kind, path);
    if (record.isCommitted() && context.files().isWrittenBefore(context.runner().conf(), path)) {
      return;
    }
    save(rdd, begin.get(), action, record);
  }

  /** Runs the job that writes an output, and makes what it wrote be seen; or none of it. */
  static <T> void save(RDD<T> rdd, OutputJob<T> output, String action) {
    save(rdd, output, action, OutputRecord.NONE);
  }

  private static <T> void save(
      RDD<T> rdd, OutputJob<T> output, String action, OutputRecord record) {
    try {
      List<OutputJob.WrittenFile> written = run(rdd, output.writer(), action);
      record.commitBegins();
      output.commit(written);
      record.commitEnded();
    } catch (RuntimeException | Error e) {
      try {
        output.abort();
      } catch (RuntimeException onAbort) {
        e.addSuppressed(onAbort);
      }
      throw e;
    }
  }

  record Collecting<T>() implements PartitionFunction<T, List<T>> {
    @Override
    public List<T> apply(Iterator<T> records, TaskContext context) {
      List<T> all = new ArrayList<>();
      records.forEachRemaining(
          record -> {
            context.gather(record);
            all.add(record);
          });
      return all;
    }
  }

  record Counting() implements PartitionFunction<Object, Long> {
    @Override
    public Long apply(Iterator<Object> records, TaskContext context) {
      long[] count = new long[1];
      records.forEachRemaining(any -> count[0]++);
      return count[0];
    }
  }

  private record Taking<T>(int wanted) implements PartitionFunction<T, List<T>> {
    @Override
    public List<T> apply(Iterator<T> records, TaskContext context) {
      List<T> taken = new ArrayList<>();
      while (taken.size() < wanted && records.hasNext()) {
        T record = records.next();
        context.gather(record);
        taken.add(record);
      }
      return taken;
    }
  }

  private record Reducing<T>(Function2<T, T, T> function) implements PartitionFunction<T, List<T>> {
    @Override
    public List<T> apply(Iterator<T> records, TaskContext context) throws Exception {
      List<T> folded = new ArrayList<>(1);
      if (records.hasNext()) {
        T value = records.next();
        while (records.hasNext()) {
          value = function.call(value, records.next());
        }
        folded.add(value);
      }
      return folded;
    }
  }

  private record Aggregating<T, U>(ZeroValue<U> zero, Function2<U, ? super T, U> add)
      implements PartitionFunction<T, U> {
    @Override
    public U apply(Iterator<T> records, TaskContext context) throws Exception {
      U value = zero.copy();
      while (records.hasNext()) {
        value = add.call(value, records.next());
      }
      return value;
    }
  }

  private record Least<T>(int wanted, Comparator<? super T> ordering)
      implements PartitionFunction<T, List<T>> {
    @Override
    public List<T> apply(Iterator<T> records, TaskContext context) {
      PriorityQueue<T> kept =
          new PriorityQueue<>(Math.min(wanted, 1024), Collections.reverseOrder(ordering));
      records.forEachRemaining(
          record -> {
            if (kept.size() < wanted) {
              kept.add(record);
            } else if (ordering.compare(record, kept.peek()) < 0) {
              kept.poll();
              kept.add(record);
            }
          });
      return new ArrayList<>(kept);
    }
  }

  private record ForEachPartition<T>(VoidFunction<Iterator<T>> function)
      implements PartitionFunction<T, Void> {
    @Override
    public Void apply(Iterator<T> records, TaskContext context) throws Exception {
      function.call(records);
      return null;
    }
  }

  private record ForEach<T>(VoidFunction<? super T> function)
      implements PartitionFunction<T, Void> {
    @Override
    public Void apply(Iterator<T> records, TaskContext context) throws Exception {
      while (records.hasNext()) {
        function.call(records.next());
      }
      return null;
    }
  }
}
