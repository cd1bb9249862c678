package io.heddle.executor.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.Seeds;
import io.heddle.executor.TestSpaces;
import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.spill.BatchSource;
import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombiningReaderTest {
  @TempDir Path directory;

  private static final long TINY = 1 << 20;
  private static final long PLENTY = 1 << 28;

  /** Batches of random words with values from 0 to 9, and their sums. */
  private static BatchSource words(
      Random random, int batches, int distinct, Map<Object, Long> sums) {
    int[] left = {batches};
    return () -> {
      if (left[0]-- == 0) {
        return null;
      }
      Object[] keys = new Object[500];
      long[] values = new long[500];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = "word" + random.nextInt(distinct);
        values[i] = random.nextInt(10);
        sums.merge(keys[i], values[i], Long::sum);
      }
      return new Batch(keys.length, null, keys, values);
    };
  }

  private static <K, C> Map<Object, C> collect(Iterator<Pair<K, C>> pairs, boolean push) {
    Map<Object, C> found = new HashMap<>();
    if (push) {
      pairs.forEachRemaining(
          pair -> assertThat(found.put(pair.key(), pair.value())).as("once a key").isNull());
    } else {
      while (pairs.hasNext()) {
        Pair<K, C> pair = pairs.next();
        assertThat(found.put(pair.key(), pair.value())).as("once a key").isNull();
      }
    }
    return found;
  }

  @Test
  void combinesInMemory() throws Exception {
    Random random = Seeds.random("combinesInMemory");
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      Map<Object, Long> sums = new HashMap<>();
      var pairs =
          new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
              .read(words(random, 100, 20_000, sums), false);
      assertThat(collect(pairs, true)).isEqualTo(sums);
      assertThat(spaces.memory().spilledBytes()).isZero();
    }
  }

  @Test
  void spillsAndStillGivesEachKeyOnce() throws Exception {
    Random random = Seeds.random("spillsAndStillGivesEachKeyOnce");
    try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
      Map<Object, Long> sums = new HashMap<>();
      var pairs =
          new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
              .read(words(random, 200, 60_000, sums), false);
      assertThat(collect(pairs, false)).isEqualTo(sums);
      assertThat(spaces.memory().spilledBytes()).isPositive();
      assertThat(spaces.memory().peakBytes()).isLessThanOrEqualTo(TINY);
    }
  }

  @Test
  void divideAgainWhatDoesNotFitAfterOneDivision() throws Exception {
    Random random = Seeds.random("divideAgainWhatDoesNotFitAfterOneDivision");
    // Next to nothing beyond the floor of a consumer, and 32 parts of more than that.
    try (TestSpaces spaces = new TestSpaces(1024, directory)) {
      Map<Object, Long> sums = new HashMap<>();
      var pairs =
          new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
              .read(words(random, 300, 100_000, sums), false);
      assertThat(collect(pairs, true)).isEqualTo(sums);
    }
  }

  @Test
  void aKeyWhoseOnlyValueIsNullKeepsItAmongSums() throws Exception {
    Random random = Seeds.random("aKeyWhoseOnlyValueIsNullKeepsItAmongSums");
    for (long memory : new long[] {TINY, PLENTY}) {
      try (TestSpaces spaces = new TestSpaces(memory, directory)) {
        Map<Object, Long> sums = new HashMap<>();
        BatchSource words = words(random, 100, 40_000, sums);
        boolean[] given = {false};
        BatchSource source =
            () -> {
              if (given[0]) {
                return null;
              }
              Batch batch = words.next();
              if (batch == null) {
                given[0] = true;
                return new Batch(
                    2, null, new Object[] {"nothing", "some"}, new Object[] {null, 5L});
              }
              return batch;
            };
        var pairs =
            new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
                .read(source, false);
        sums.put("nothing", null);
        sums.put("some", 5L);
        assertThat(collect(pairs, true)).isEqualTo(sums);
      }
    }
  }

  @Test
  void keysOfOneHashEndInMemory() throws Exception {
    MemoryManager manager = new MemoryManager(300_000, 0);
    try (TestSpaces first = new TestSpaces(manager, directory);
        TestSpaces second = new TestSpaces(manager, directory);
        TestSpaces third = new TestSpaces(manager, directory);
        TestSpaces spaces = new TestSpaces(manager, directory)) {
      for (TestSpaces other : List.of(first, second, third)) { // so that a share is a quarter
        assertThat(new Greedy(other).take(MemoryConsumer.FLOOR_BYTES + 1)).isTrue();
      }
      int distinct = 3000;
      int[] left = {3};
      BatchSource source =
          () -> {
            if (left[0]-- == 0) {
              return null;
            }
            Object[] keys = new Object[distinct];
            long[] values = new long[distinct];
            for (int i = 0; i < distinct; i++) {
              keys[i] = new SameHash(i);
              values[i] = 1;
            }
            return new Batch(distinct, null, keys, values);
          };
      var pairs =
          new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
              .read(source, false);
      Map<Object, Long> found = collect(pairs, true);
      assertThat(found).hasSize(distinct);
      assertThat(found.values()).allMatch(v -> v == 3);
      assertThat(spaces.memory().spilledBytes()).isPositive();
    }
  }

  @Test
  void aKeyLargerThanAllMemoryIsAResourceError() throws Exception {
    try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
      int[] left = {400};
      Object[] keys = new Object[1000];
      Object[] values = new Object[1000];
      Arrays.fill(keys, "the key");
      Arrays.fill(values, 1);
      BatchSource source = () -> left[0]-- == 0 ? null : new Batch(1000, null, keys, values);
      Combiner<Object, Integer, List<Integer>> lists = Combiners.lists();
      assertThatThrownBy(
              () -> collect(new CombiningReader<>(spaces.space(), lists).read(source, false), true))
          .isInstanceOfSatisfying(
              HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
          .hasMessageContaining("one key")
          .hasMessageContaining("the key");
    }
  }

  @Test
  void oneLargeValueAmongManyIsCounted() throws Exception {
    try (TestSpaces spaces = new TestSpaces(16 << 20, directory)) {
      int[] left = {200};
      int[] next = {0};
      BatchSource source =
          () -> {
            if (left[0]-- == 0) {
              return null;
            }
            Object[] keys = new Object[1000];
            Object[] values = new Object[1000];
            for (int i = 0; i < 1000; i++) {
              keys[i] = i % 2 == 0 ? -1 : next[0]++ % 5000;
              values[i] = next[0];
            }
            return new Batch(1000, null, keys, values);
          };
      Combiner<Object, Integer, List<Integer>> lists = Combiners.lists();
      CombiningBuffer buffer =
          new CombiningBuffer(spaces.space(), lists, 1, (table, id) -> 0, false);
      for (Batch batch = source.next(); batch != null; batch = source.next()) {
        buffer.addAll(batch, false);
      }
      buffer.settle();
      // 100,000 boxed numbers under one key alone, which samples of the keys miss.
      assertThat(buffer.usedBytes()).isGreaterThan(4_000_000);
      buffer.close();
    }
  }

  record SameHash(int n) implements java.io.Serializable {
    @Override
    public int hashCode() {
      return 42;
    }
  }

  @Test
  void groupsThatGrowSpill() throws Exception {
    Random random = Seeds.random("groupsThatGrowSpill");
    try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
      Map<Object, List<Integer>> expected = new HashMap<>();
      int[] left = {200};
      BatchSource source =
          () -> {
            if (left[0]-- == 0) {
              return null;
            }
            Object[] keys = new Object[1000];
            Object[] values = new Object[1000];
            for (int i = 0; i < 1000; i++) {
              keys[i] = random.nextInt(50);
              values[i] = random.nextInt();
              expected.computeIfAbsent(keys[i], k -> new ArrayList<>()).add((Integer) values[i]);
            }
            return new Batch(1000, null, keys, values);
          };
      Combiner<Object, Integer, List<Integer>> lists = Combiners.lists();
      var pairs = new CombiningReader<>(spaces.space(), lists).read(source, false);
      assertThat(collect(pairs, true)).isEqualTo(expected);
      assertThat(spaces.memory().spilledBytes()).isPositive();
    }
  }

  /** Another structure of the task that wants all there is. */
  private static final class Greedy extends MemoryConsumer {
    Greedy(TestSpaces spaces) {
      super(spaces.memory());
    }

    boolean take(long bytes) throws Exception {
      return grow(bytes);
    }

    @Override
    protected boolean canSpill() {
      return false;
    }

    @Override
    protected void spill() {
      throw new AssertionError("cannot");
    }
  }

  @Test
  void whatIsNotReadYetMakesRoomForOthers() throws Exception {
    Random random = Seeds.random("whatIsNotReadYetMakesRoomForOthers");
    long memory = 16 << 20;
    try (TestSpaces spaces = new TestSpaces(memory, directory)) {
      Map<Object, Long> sums = new HashMap<>();
      Iterator<Pair<Object, Long>> pairs =
          new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
              .read(words(random, 200, 30_000, sums), false);
      Greedy greedy = new Greedy(spaces);
      Map<Object, Long> found = new HashMap<>();
      pairs.forEachRemaining(
          pair -> {
            found.put(pair.key(), pair.value());
            if (found.size() == 1000) {
              try {
                assertThat(greedy.take(memory)).isTrue();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            }
          });
      assertThat(found).isEqualTo(sums);
      assertThat(spaces.memory().spilledBytes()).isPositive();
    }
  }

  @Test
  void givesAllMemoryBack() throws Exception {
    Random random = Seeds.random("givesAllMemoryBack");
    TestSpaces spaces = new TestSpaces(TINY, directory);
    Map<Object, Long> sums = new HashMap<>();
    var pairs =
        new CombiningReader<>(spaces.space(), Combiners.longs(CombineShape.LONG_SUM))
            .read(words(random, 200, 60_000, sums), false);
    pairs.next();
    spaces.close();
    assertThat(spaces.manager().executionUsed()).isZero();
    try (var files = java.nio.file.Files.walk(directory)) {
      assertThat(files.filter(java.nio.file.Files::isRegularFile)).isEmpty();
    }
  }
}
