package program.random;

import io.heddle.rdd.HashPartitioner;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.Partitioner;
import io.heddle.rdd.RangePartitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where one program runs: the engine, what is random, and the kind of its rows.
 *
 * @param large whether data is to stay together: in few partitions, other inputs as large
 */
record Scene(HeddleContext context, Random random, Draw draw, boolean large) {
  /** The most rows that a step may lead to. */
  static final int MOST_ROWS = 20_000;

  /** Divides keys other than by their hash code. */
  record ByText(int numPartitions) implements Partitioner {
    @Override
    public int getPartition(Object key) {
      return Plain.number(key) % numPartitions;
    }
  }

  int partitions() {
    return large ? 1 : 1 + random.nextInt(5);
  }

  Partitioner partitioner() {
    return random.nextInt(3) == 0 ? new ByText(partitions()) : new HashPartitioner(partitions());
  }

  static boolean isByRange(Partitioner partitioner) {
    return partitioner instanceof RangePartitioner;
  }

  boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  Data source(int count) {
    return source(draw.rows(count, random));
  }

  Data source(List<Pair<Object, Object>> rows) {
    return new Data(context.parallelizePairs(rows, partitions()), rows, null, true);
  }

  /** Rows of which some have keys that are in the data, few enough for a product by key. */
  Data other(Data data) {
    Map<Object, List<Object>> groups = data.groups();
    List<Object> keys = new ArrayList<>(groups.keySet());
    // Keys of other classes could not be compared with those that ranges were made of.
    boolean ranges = data.rdd().partitioner().filter(Scene::isByRange).isPresent();
    List<Pair<Object, Object>> rows = new ArrayList<>();
    int all = data.rows().size();
    int wanted = large ? all : random.nextInt(1 + Math.min(2000, all));
    long product = 0;
    for (int i = 0; i < wanted; i++) {
      Object key = !ranges && chance(4) ? draw.key(random) : keys.get(random.nextInt(keys.size()));
      product += groups.getOrDefault(key, List.of()).size();
      if (product > MOST_ROWS) {
        break;
      }
      rows.add(new Pair<>(key, draw.value(random)));
    }
    Data other = source(rows);
    return chance(3) ? other.shuffled(other.rdd().partitionBy(partitioner()), rows) : other;
  }
}
