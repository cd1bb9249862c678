package io.heddle.executor.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.Seeds;
import io.heddle.executor.TestSpaces;
import io.heddle.rdd.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupReaderTest {
  private static final long PLENTY = 1 << 28;
  private static final long TINY = 1 << 17;

  @TempDir Path directory;

  private static Map<Object, List<List<Object>>> expected(List<List<Pair<Object, Object>>> inputs) {
    Map<Object, List<List<Object>>> groups = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      for (Pair<Object, Object> pair : inputs.get(i)) {
        groups
            .computeIfAbsent(
                pair.key(),
                key -> {
                  List<List<Object>> lists = new ArrayList<>();
                  inputs.forEach(input -> lists.add(new ArrayList<>()));
                  return lists;
                })
            .get(i)
            .add(pair.value());
      }
    }
    return groups;
  }

  private static Iterator<Pair<Object, List<List<Object>>>> read(
      TestSpaces spaces, List<List<Pair<Object, Object>>> inputs) throws IOException {
    return new GroupReader<Object>(spaces.space(), inputs.size())
        .read(inputs.stream().map(Sources::of).toList());
  }

  private static Map<Object, List<List<Object>>> collect(
      Iterator<Pair<Object, List<List<Object>>>> groups) {
    Map<Object, List<List<Object>>> found = new HashMap<>();
    groups.forEachRemaining(
        group -> assertThat(found.put(group.key(), group.value())).as("once a key").isNull());
    return found;
  }

  private static List<List<Pair<Object, Object>>> inputs(Sources sources, Random random, int rows) {
    return List.of(
        sources.pairs(random, rows, rows / 2),
        sources.pairs(random, rows / 2, rows),
        sources.pairs(random, rows / 4, rows / 3));
  }

  @Test
  void groupsInMemoryInTheOrderOfComing() throws Exception {
    Random random = Seeds.random("groupsInMemoryInTheOrderOfComing");
    for (Sources sources : List.of(Sources.STRINGS, Sources.LONGS, Sources.MIXED)) {
      try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
        List<List<Pair<Object, Object>>> inputs = inputs(sources, random, 5_000);
        assertThat(collect(read(spaces, inputs))).isEqualTo(expected(inputs));
        assertThat(spaces.memory().spilledBytes()).isZero();
      }
    }
  }

  @Test
  void groupsOnDiskInTheOrderOfComing() throws Exception {
    Random random = Seeds.random("groupsOnDiskInTheOrderOfComing");
    for (Sources sources : List.of(Sources.STRINGS, Sources.LONGS, Sources.MIXED)) {
      try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
        List<List<Pair<Object, Object>>> inputs = inputs(sources, random, 40_000);
        assertThat(collect(read(spaces, inputs))).isEqualTo(expected(inputs));
        assertThat(spaces.memory().spilledBytes()).isPositive();
        assertThat(spaces.memory().peakBytes()).isLessThanOrEqualTo(TINY);
      }
    }
  }

  @Test
  void aKeyThatFillsItsShareIsStillGrouped() throws Exception {
    Random random = Seeds.random("aKeyThatFillsItsShareIsStillGrouped");
    try (TestSpaces spaces = new TestSpaces(1 << 20, directory)) {
      List<Pair<Object, Object>> pairs = Sources.LONGS.pairs(random, 30_000, 1);
      pairs.addAll(Sources.LONGS.pairs(random, 30_000, 20_000));
      assertThat(collect(read(spaces, List.of(pairs)))).isEqualTo(expected(List.of(pairs)));
    }
  }

  @Test
  void aKeyLargerThanAllMemoryIsAResourceError() throws Exception {
    Random random = Seeds.random("aKeyLargerThanAllMemoryIsAResourceError");
    try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
      List<Pair<Object, Object>> pairs = Sources.LONGS.pairs(random, 200_000, 1);
      assertThatThrownBy(() -> collect(read(spaces, List.of(pairs))))
          .isInstanceOfSatisfying(
              HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
          .hasMessageContaining("one key")
          .hasMessageContaining("key: 0");
    }
  }
}
