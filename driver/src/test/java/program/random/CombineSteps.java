package program.random;

import io.heddle.rdd.HashPartitioner;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.function.Function2;
import java.util.ArrayList;
import java.util.List;

/** Steps that make one row of the rows of a key. */
final class CombineSteps {
  private CombineSteps() {}

  static List<Step> all() {
    return List.of(
        new Step("reduceByKey", CombineSteps::reduce),
        new Step("reduceByKey(Integer::sum)", CombineSteps::sumOfInts),
        new Step("reduceByKey(long sum)", CombineSteps::sumOfLongs),
        new Step("reduceByKey(Math::max)", CombineSteps::greatestLong),
        new Step("reduceByKey(Double::sum)", CombineSteps::sumOfDoubles),
        new Step("foldByKey", CombineSteps::fold),
        new Step("aggregateByKey", CombineSteps::aggregate),
        new Step("combineByKey", CombineSteps::combine),
        new Step("groupByKey", CombineSteps::group),
        new Step("groupBy", CombineSteps::groupBy));
  }

  private static <V> PairRDD<Object, V> reduced(
      Scene scene, PairRDD<Object, V> rdd, Function2<V, V, V> function) {
    return switch (scene.random().nextInt(3)) {
      case 0 -> rdd.reduceByKey(function);
      case 1 -> rdd.reduceByKey(function, scene.partitions());
      default -> rdd.reduceByKey(scene.partitioner(), function);
    };
  }

  private static Data reduce(Scene scene, Data data) {
    return data.shuffled(
        reduced(scene, data.rdd(), Plain::greater),
        data.perKey(values -> values.stream().reduce(values.get(0), Plain::greater)));
  }

  private static int number(Object value) {
    return Plain.number(value) % 1000 - 500;
  }

  private static Data sumOfInts(Scene scene, Data data) {
    return data.shuffled(
        reduced(scene, data.rdd().mapValues(CombineSteps::number), Integer::sum),
        data.perKey(values -> values.stream().mapToInt(CombineSteps::number).sum()));
  }

  private static Data sumOfLongs(Scene scene, Data data) {
    return data.shuffled(
        reduced(scene, data.rdd().mapValues(v -> (long) number(v) << 40), (a, b) -> a + b),
        data.perKey(values -> values.stream().mapToLong(v -> (long) number(v) << 40).sum()));
  }

  private static Data greatestLong(Scene scene, Data data) {
    return data.shuffled(
        reduced(scene, data.rdd().mapValues(v -> (long) number(v)), Math::max),
        data.perKey(values -> values.stream().mapToLong(v -> number(v)).max().orElseThrow()));
  }

  private static Data sumOfDoubles(Scene scene, Data data) {
    return data.shuffled(
        reduced(scene, data.rdd().mapValues(v -> (double) number(v)), Double::sum),
        data.perKey(values -> values.stream().mapToDouble(v -> number(v)).sum()));
  }

  private static Data fold(Scene scene, Data data) {
    Object zero = "";
    PairRDD<Object, Object> folded =
        switch (scene.random().nextInt(3)) {
          case 0 -> data.rdd().foldByKey(zero, Plain::greater);
          case 1 -> data.rdd().foldByKey(zero, scene.partitions(), Plain::greater);
          default -> data.rdd().foldByKey(zero, scene.partitioner(), Plain::greater);
        };
    return data.shuffled(
        folded, data.perKey(values -> values.stream().reduce(zero, Plain::greater)));
  }

  /** A count and a sum over the contents, in an array that is changed in place. */
  private static Data aggregate(Scene scene, Data data) {
    PairRDD<Object, long[]> sums =
        data.rdd()
            .aggregateByKey(
                new long[2],
                scene.partitioner(),
                (sum, value) -> added(sum, 1, Plain.number(value)),
                (a, b) -> added(a, b[0], b[1]));
    return data.shuffled(
        sums.mapValues(sum -> new Pair<>(sum[0], sum[1])),
        data.perKey(
            values ->
                new Pair<>((long) values.size(), values.stream().mapToLong(Plain::number).sum())));
  }

  private static long[] added(long[] sum, long count, long number) {
    sum[0] += count;
    sum[1] += number;
    return sum;
  }

  private static Data combine(Scene scene, Data data) {
    PairRDD<Object, ArrayList<Object>> lists =
        data.rdd()
            .combineByKey(
                value -> with(new ArrayList<>(), value),
                CombineSteps::with,
                (a, b) -> {
                  a.addAll(b);
                  return a;
                },
                scene.partitioner(),
                scene.chance(2));
    return data.shuffled(lists.mapValues(Plain::list), data.perKey(Plain::list));
  }

  private static ArrayList<Object> with(ArrayList<Object> list, Object value) {
    list.add(value);
    return list;
  }

  private static Data group(Scene scene, Data data) {
    PairRDD<Object, Iterable<Object>> groups =
        switch (scene.random().nextInt(3)) {
          case 0 -> data.rdd().groupByKey();
          case 1 -> data.rdd().groupByKey(scene.partitions());
          default -> data.rdd().groupByKey(new HashPartitioner(scene.partitions()));
        };
    return data.shuffled(groups.mapValues(Plain::list), data.perKey(Plain::list));
  }

  private static Data groupBy(Scene scene, Data data) {
    int count = 1 + scene.random().nextInt(300);
    List<Pair<Object, Object>> keyed =
        data.rows().stream().map(row -> Plain.pair(Plain.number(row) % count, row)).toList();
    List<Pair<Object, Object>> expected = new ArrayList<>();
    Data.groups(keyed).forEach((key, rows) -> expected.add(Plain.pair(key, Plain.list(rows))));
    return data.shuffled(
        data.rdd()
            .groupBy(row -> Plain.number(row) % count, scene.partitions())
            .mapValues(Plain::list),
        expected);
  }
}
