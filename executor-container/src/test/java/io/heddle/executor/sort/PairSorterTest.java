package io.heddle.executor.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.executor.Seeds;
import io.heddle.executor.TestSpaces;
import io.heddle.rdd.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairSorterTest {
  @TempDir Path directory;

  /** The least makes more runs than are merged at once. */
  @ParameterizedTest
  @ValueSource(longs = {1 << 28, 1 << 20, 1024})
  void sortsStably(long memory) throws Exception {
    Random random = Seeds.random("sortsStably " + memory);
    try (TestSpaces spaces = new TestSpaces(memory, directory)) {
      List<Pair<Integer, Integer>> pairs = new ArrayList<>();
      for (int i = 0; i < 60_000; i++) {
        pairs.add(new Pair<>(random.nextInt(5000), i));
      }
      Iterator<Pair<Integer, Integer>> sorted =
          new PairSorter<Integer, Integer>(spaces.space(), Comparator.naturalOrder())
              .sort(pairs.iterator());
      List<Pair<Integer, Integer>> found = new ArrayList<>();
      sorted.forEachRemaining(found::add);
      pairs.sort(Comparator.comparing(Pair::key));
      assertThat(found).isEqualTo(pairs);
    }
  }

  /** Kinds change on the way, so that rows and objects are both spilled and merged. */
  @ParameterizedTest
  @ValueSource(longs = {1 << 28, 1 << 17})
  void sortsValuesOfChangingKinds(long memory) throws Exception {
    Random random = Seeds.random("sortsValuesOfChangingKinds " + memory);
    try (TestSpaces spaces = new TestSpaces(memory, directory)) {
      List<Pair<String, Object>> pairs = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        Object value = i < 5000 ? i : i < 9000 ? "v" + i : i % 2 == 0 ? null : (Object) List.of(i);
        pairs.add(new Pair<>("key" + random.nextInt(3000), value));
      }
      List<Pair<String, Object>> found = new ArrayList<>();
      new PairSorter<String, Object>(spaces.space(), java.util.Collections.reverseOrder())
          .sort(pairs.iterator())
          .forEachRemaining(found::add);
      pairs.sort((a, b) -> b.key().compareTo(a.key()));
      assertThat(found).isEqualTo(pairs);
    }
  }

  @Test
  void nothingIsSorted() throws Exception {
    try (TestSpaces spaces = new TestSpaces(1 << 20, directory)) {
      assertThat(
              new PairSorter<Integer, Integer>(spaces.space(), Comparator.naturalOrder())
                  .sort(List.<Pair<Integer, Integer>>of().iterator()))
          .isExhausted();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13})
  void mergesAnyNumberOfSources(int count) {
    Random random = Seeds.random("mergesAnyNumberOfSources " + count);
    List<Iterator<Integer>> sources = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Integer> source = random.ints(random.nextInt(20), 0, 50).sorted().boxed().toList();
      all.addAll(source);
      sources.add(source.iterator());
    }
    List<Integer> found = new ArrayList<>();
    new MergingIterator<>(sources, Comparator.<Integer>naturalOrder()).forEachRemaining(found::add);
    assertThat(found).isEqualTo(all.stream().sorted().toList());
  }
}
