package io.heddle.executor.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.executor.Seeds;
import io.heddle.serde.Batch;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombineTableTest {
  private static final Room ENDLESS =
      new Room() {
        @Override
        public boolean fits(long bytes) {
          return true;
        }

        @Override
        public void full() {
          throw new AssertionError("there is room");
        }
      };

  @ParameterizedTest
  @EnumSource
  void agreesWithAHashMap(CombineShape shape) throws Exception {
    Random random = Seeds.random("CombineTableTest " + shape);
    switch (shape) {
      case INT_SUM, INT_MIN, INT_MAX -> check(Combiners.ints(shape), random::nextInt, random);
      case LONG_SUM, LONG_MIN, LONG_MAX -> check(Combiners.longs(shape), random::nextLong, random);
      case DOUBLE_SUM, DOUBLE_MIN, DOUBLE_MAX ->
          check(Combiners.doubles(shape), random::nextGaussian, random);
      case GENERIC -> {
        check(Combiners.joined(), () -> "v" + random.nextInt(100), random);
        check(Combiners.lists(), random::nextInt, random);
      }
    }
  }

  private interface Values<V> {
    V next();
  }

  private static <V, C> void check(Combiner<Object, V, C> combiner, Values<V> values, Random random)
      throws Exception {
    CombineTable table = CombineTable.create(combiner, ENDLESS);
    Map<Object, C> expected = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      Object key = key(random);
      V value = values.next();
      table.add(key, value);
      C old = expected.get(key);
      // A copy of the list, as merging may change its argument.
      expected.put(
          key,
          old == null ? combiner.create().call(value) : combiner.mergeValue().call(old, value));
    }
    assertThat(contents(table)).isEqualTo(expected);
    assertThat(table.size()).isEqualTo(expected.size());
  }

  private static Map<Object, Object> contents(CombineTable table) throws IOException {
    table.settle();
    return settled(table);
  }

  private static Map<Object, Object> settled(CombineTable table) {
    Map<Object, Object> contents = new HashMap<>();
    for (int id = 0; id < table.size(); id++) {
      Object before = contents.put(table.keyAt(id), table.valueAt(id));
      assertThat(before).as("a key comes once").isNull();
    }
    return contents;
  }

  /** Strings, numbers and null, and keys whose hash is all the same. */
  private static Object key(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(5000);
      case 1 -> (long) random.nextInt(1000) << 32;
      case 2 -> new SameHash(random.nextInt(50));
      case 3 -> random.nextInt(100) == 0 ? null : "only";
      default -> "word" + random.nextInt(10_000);
    };
  }

  private record SameHash(int n) {
    @Override
    public int hashCode() {
      return 42;
    }
  }

  /** Keys of one kind are looked up many at a time. */
  @ParameterizedTest
  @ValueSource(strings = {"words", "longs", "integers"})
  void agreesWithAHashMapOnKeysOfOneKind(String kind) throws Exception {
    Random random = Seeds.random("CombineTableTest " + kind);
    CombineTable table = CombineTable.create(Combiners.longs(CombineShape.LONG_SUM), ENDLESS);
    Map<Object, Long> expected = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      int n = (int) Math.abs(random.nextGaussian() * 5000);
      Object key =
          switch (kind) {
            case "words" -> "w".repeat(n % 300) + (n % 7 == 0 ? "\u03b1" : "") + n;
            case "longs" -> (long) n << 32;
            default -> -n;
          };
      table.add(key, 1L);
      expected.merge(key, 1L, Long::sum);
    }
    assertThat(contents(table)).isEqualTo(expected);
  }

  @Test
  void takesColumnsOfCombinedValues() throws Exception {
    CombineTable table = CombineTable.create(Combiners.longs(CombineShape.LONG_SUM), ENDLESS);
    Object[] keys = {"a", "b", "a"};
    table.addAll(new Batch(3, null, keys, new long[] {1, 2, 3}), true);
    table.addAll(new Batch(2, null, keys, new Object[] {10L, 20L}), true);
    assertThat(contents(table)).isEqualTo(Map.of("a", 14L, "b", 22L));
  }

  @Test
  void mergesCombinedListsInTheOrderMet() throws Exception {
    CombineTable table = CombineTable.create(Combiners.lists(), ENDLESS);
    table.addCombined("k", List.of(1, 2));
    table.addCombined("k", List.of(3));
    assertThat(contents(table)).isEqualTo(Map.of("k", List.of(1, 2, 3)));
  }

  @Test
  void intSumsOverflowAsIntegersDo() throws Exception {
    CombineTable table = CombineTable.create(Combiners.ints(CombineShape.INT_SUM), ENDLESS);
    table.add("k", Integer.MAX_VALUE);
    table.add("k", 1);
    assertThat(contents(table)).isEqualTo(Map.of("k", Integer.MIN_VALUE));
  }

  @Test
  void aRefusedTableIsEmptiedAndGoesOn() throws Exception {
    Map<Object, Object> taken = new HashMap<>();
    CombineTable[] table = new CombineTable[1];
    int[] times = {0};
    table[0] =
        CombineTable.create(
            Combiners.ints(CombineShape.INT_SUM),
            new Room() {
              @Override
              public boolean fits(long bytes) {
                return bytes < 100_000;
              }

              @Override
              public void full() {
                settled(table[0])
                    .forEach((key, value) -> taken.merge(key, value, CombineTableTest::sum));
                times[0]++;
                table[0].clear();
              }
            });
    for (int i = 0; i < 20_000; i++) {
      table[0].add("key" + i % 7000, 1);
    }
    contents(table[0]).forEach((key, value) -> taken.merge(key, value, CombineTableTest::sum));
    assertThat(times[0]).isPositive();
    assertThat(taken).hasSize(7000);
    assertThat(taken.values().stream().mapToInt(v -> (int) v).sum()).isEqualTo(20_000);
    assertThat(taken.values()).allMatch(v -> Objects.equals(v, 2) || Objects.equals(v, 3));
  }

  private static Object sum(Object a, Object b) {
    return (int) a + (int) b;
  }
}
