package io.heddle.rdd;

import io.heddle.rdd.lineage.Excerpt;
import io.heddle.rdd.lineage.Excerpted;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bounds for a {@link RangePartitioner}, from a sample of the keys: a job takes a reservoir of each
 * partition's keys and its count, and a sampled key stands for as many keys as its partition has
 * for each one sampled. Where an excerpt of the partitions can be had cheaply, the job reads that;
 * when it turns out to hold too few keys, all is read.
 */
final class KeySamples {
  private static final int SAMPLES_PER_RANGE = 60;
  private static final int MOST_SAMPLES = 1 << 19;
  private static final int FEWEST_PER_PARTITION = 20;

  /** Keys of excerpts that are enough for one range. */
  private static final int ENOUGH_PER_RANGE = 30;

  private KeySamples() {}

  private record Weighted<K>(K key, double weight) {}

  /**
   * Runs the sampling job.
   *
   * @param ranges wanted; there may be fewer when there are few distinct keys
   * @param ordering Java-serialisable
   */
  static <K> RangePartitioner partitioner(
      RDD<? extends Pair<K, ?>> pairs,
      int ranges,
      Comparator<? super K> ordering,
      String operation) {
    if (ranges == 1) {
      return new RangePartitioner(new Object[0], ordering);
    }
    int inputs = Math.max(1, pairs.getNumPartitions());
    // Each partition gives as many as all would have to if the keys were spread evenly, since one
    // partition may hold most of them.
    int each =
        (int)
            Math.min(
                (long) ranges * SAMPLES_PER_RANGE,
                Math.max(FEWEST_PER_PARTITION, MOST_SAMPLES / inputs));
    String action = operation + " (sampling)";
    List<Weighted<K>> keys = new ArrayList<>();
    Optional<List<Excerpt>> excerpts = pairs.lineage().excerpts();
    if (excerpts.isPresent()) {
      keys.addAll(KeySamples.<K>ofExcerpts(pairs, excerpts.get(), each, action));
    }
    if (keys.size() < ENOUGH_PER_RANGE * ranges) {
      keys.clear();
      List<Pair<Long, List<K>>> sketches = Actions.run(pairs, sketch(each, pairs.id()), action);
      sketches.forEach(sketch -> weigh(sketch, 1, keys));
    }
    keys.sort((a, b) -> ordering.compare(a.key(), b.key()));
    return new RangePartitioner(bounds(keys, ranges, ordering), ordering);
  }

  private static <K> List<Weighted<K>> ofExcerpts(
      RDD<? extends Pair<K, ?>> pairs, List<Excerpt> excerpts, int each, String action) {
    List<Pair<Long, List<K>>> sketches =
        Actions.run(excerpted(pairs, excerpts), sketch(each, pairs.id()), action);
    List<Weighted<K>> keys = new ArrayList<>();
    for (int i = 0; i < sketches.size(); i++) {
      weigh(sketches.get(i), excerpts.get(i).share(), keys);
    }
    return keys;
  }

  private static <T> RDD<T> excerpted(RDD<T> rdd, List<Excerpt> excerpts) {
    return rdd.node(new Excerpted<>(rdd.origin("excerpt"), rdd.lineage(), excerpts));
  }

  /** Adds a sketch's keys, each with the number of keys that it stands for. */
  private static <K> void weigh(Pair<Long, List<K>> sketch, double share, List<Weighted<K>> keys) {
    for (K key : sketch.value()) {
      keys.add(new Weighted<>(key, sketch.key() / share / sketch.value().size()));
    }
  }

  /** Keys at even distances in weight, each once. */
  private static <K> Object[] bounds(
      List<Weighted<K>> keys, int ranges, Comparator<? super K> ordering) {
    double total = keys.stream().mapToDouble(Weighted::weight).sum();
    double step = total / ranges;
    double passed = 0;
    double target = step;
    List<K> bounds = new ArrayList<>();
    for (Weighted<K> next : keys) {
      passed += next.weight();
      if (passed >= target && bounds.size() < ranges - 1) {
        if (bounds.isEmpty() || ordering.compare(next.key(), bounds.get(bounds.size() - 1)) > 0) {
          bounds.add(next.key());
          target += step;
        }
      }
    }
    return bounds.toArray();
  }

  private static <K> PartitionFunction<Pair<K, ?>, Pair<Long, List<K>>> sketch(int size, int seed) {
    return new Reservoir<>(size, seed);
  }

  private record Reservoir<K>(int size, int seed)
      implements PartitionFunction<Pair<K, ?>, Pair<Long, List<K>>> {
    @Override
    public Pair<Long, List<K>> apply(Iterator<Pair<K, ?>> records, TaskContext context) {
      SplittableRandom random = new SplittableRandom(31L * seed + context.partition());
      List<K> kept = new ArrayList<>();
      long count = 0;
      while (records.hasNext()) {
        K key = records.next().key();
        count++;
        if (kept.size() < size) {
          kept.add(key);
        } else {
          long place = random.nextLong(count);
          if (place < size) {
            kept.set((int) place, key);
          }
        }
      }
      return new Pair<>(count, kept);
    }
  }
}
