package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Samples with a share of its own for each key. */
final class KeyedSamples {
  private KeyedSamples() {}

  private static <K> Map<K, Double> checked(boolean withReplacement, Map<K, Double> fractions) {
    Map<K, Double> copy = new HashMap<>(fractions);
    copy.forEach((key, fraction) -> Reshapes.checkFraction(withReplacement, fraction));
    return copy;
  }

  static <K, V> PairRDD<K, V> about(
      PairRDD<K, V> pairs, boolean withReplacement, Map<K, Double> fractions, long seed) {
    Map<K, Double> shares = checked(withReplacement, fractions);
    return pairs.pairNode(
        new MappedPartitions<Pair<K, V>, Pair<K, V>>(
            pairs.origin("sampleByKey"),
            pairs.lineage(),
            (index, records, task) -> {
              SplittableRandom random = new SplittableRandom(seed + index);
              return new Repeated<>(
                  records,
                  pair -> {
                    double fraction = fraction(shares, pair.key());
                    return withReplacement
                        ? Sample.poisson(random, Math.exp(-fraction))
                        : random.nextDouble() < fraction ? 1 : 0;
                  });
            },
            true));
  }

  private static <K> double fraction(Map<K, Double> shares, K key) {
    Double fraction = shares.get(key);
    if (fraction == null) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "sampleByKey was given no fraction for the key '" + key + "'; 0 leaves a key out");
    }
    return fraction;
  }

  /**
   * Counts each partition's keys, decides here how many pairs each partition gives for each key,
   * and lets tasks choose them in one pass.
   */
  static <K, V> PairRDD<K, V> exact(
      PairRDD<K, V> pairs, boolean withReplacement, Map<K, Double> fractions, long seed) {
    Map<K, Double> shares = checked(withReplacement, fractions);
    List<List<Pair<K, Long>>> counts =
        Actions.run(pairs, new CountingKeys<K, V>(), "sampleByKeyExact (counting)");
    List<Map<K, Draws.Plan>> plans = plans(counts, shares, withReplacement, seed);
    return pairs.pairNode(
        new MappedPartitions<Pair<K, V>, Pair<K, V>>(
            pairs.origin("sampleByKeyExact"),
            pairs.lineage(),
            (index, records, task) -> {
              SplittableRandom random = new SplittableRandom(seed + index);
              Map<K, Draws> draws = new HashMap<>();
              plans
                  .get(index)
                  .forEach((key, plan) -> draws.put(key, plan.begin(withReplacement, random)));
              return new Repeated<>(records, pair -> draws.get(pair.key()).next());
            },
            true));
  }

  private static <K> List<Map<K, Draws.Plan>> plans(
      List<List<Pair<K, Long>>> counts, Map<K, Double> shares, boolean withReplacement, long seed) {
    Map<K, long[]> byKey = new HashMap<>();
    for (int p = 0; p < counts.size(); p++) {
      for (Pair<K, Long> count : counts.get(p)) {
        byKey.computeIfAbsent(count.key(), key -> new long[counts.size()])[p] = count.value();
      }
    }
    List<Map<K, Draws.Plan>> plans = new ArrayList<>();
    counts.forEach(any -> plans.add(new HashMap<>()));
    SplittableRandom random = new SplittableRandom(seed);
    byKey.forEach(
        (key, there) -> {
          long[] wanted = Draws.divided(there, fraction(shares, key), withReplacement, random);
          for (int p = 0; p < there.length; p++) {
            if (there[p] > 0) {
              plans.get(p).put(key, new Draws.Plan(wanted[p], there[p]));
            }
          }
        });
    return plans;
  }

  private record CountingKeys<K, V>()
      implements PartitionFunction<Pair<K, V>, List<Pair<K, Long>>> {
    @Override
    public List<Pair<K, Long>> apply(Iterator<Pair<K, V>> records, TaskContext context) {
      Map<K, long[]> counts = new HashMap<>();
      records.forEachRemaining(pair -> counts.computeIfAbsent(pair.key(), key -> new long[1])[0]++);
      List<Pair<K, Long>> pairs = new ArrayList<>(counts.size());
      counts.forEach((key, count) -> pairs.add(new Pair<>(key, count[0])));
      return pairs;
    }
  }
}
