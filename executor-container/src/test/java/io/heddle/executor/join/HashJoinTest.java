package io.heddle.executor.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.executor.Seeds;
import io.heddle.executor.TestSpaces;
import io.heddle.executor.memory.MemoryConsumer;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import io.heddle.task.JoinKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HashJoinTest {
  private static final long PLENTY = 1 << 28;
  private static final long TINY = 1 << 17;
  private static final long FRAME_BYTES = 32 * 1024;

  @TempDir Path directory;

  static Stream<Arguments> kindsAndSides() {
    return Stream.of(JoinKind.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void agreesWithNestedLoopsInMemory(JoinKind kind, boolean buildLeft) throws Exception {
    Random random = Seeds.random("agreesWithNestedLoopsInMemory " + kind + buildLeft);
    for (Sources sources : List.of(Sources.STRINGS, Sources.LONGS, Sources.MIXED)) {
      try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
        check(sources, random, 3_000, kind, buildLeft, spaces.space());
        assertThat(spaces.memory().spilledBytes()).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void agreesWithNestedLoopsOnDisk(JoinKind kind, boolean buildLeft) throws Exception {
    Random random = Seeds.random("agreesWithNestedLoopsOnDisk " + kind + buildLeft);
    for (Sources sources : List.of(Sources.STRINGS, Sources.LONGS, Sources.MIXED)) {
      try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
        check(sources, random, 30_000, kind, buildLeft, spaces.space());
        assertThat(spaces.memory().spilledBytes()).isPositive();
        assertThat(spaces.memory().peakBytes()).isLessThanOrEqualTo(TINY);
      }
    }
  }

  private void check(
      Sources sources, Random random, int rows, JoinKind kind, boolean buildLeft, TaskSpace space)
      throws IOException {
    List<Pair<Object, Object>> left = sources.pairs(random, rows, rows);
    List<Pair<Object, Object>> right = sources.pairs(random, rows / 2, 2 * rows);
    Iterator<Pair<Object, Object>> joined = join(left, right, kind, buildLeft, space);
    List<Pair<Object, Object>> found = new ArrayList<>();
    if (random.nextBoolean()) {
      joined.forEachRemaining(found::add);
    } else {
      while (joined.hasNext()) {
        found.add(joined.next());
      }
    }
    assertThat(counted(found)).isEqualTo(counted(expected(left, right, kind)));
  }

  private static Iterator<Pair<Object, Object>> join(
      List<Pair<Object, Object>> left,
      List<Pair<Object, Object>> right,
      JoinKind kind,
      boolean buildLeft,
      TaskSpace space)
      throws IOException {
    JoinShape shape = JoinShape.of(kind, buildLeft);
    return new HashJoin<Object>(space, shape, FRAME_BYTES)
        .join(
            Sources.of(shape.buildLeft() ? left : right),
            Sources.of(shape.buildLeft() ? right : left));
  }

  private static Map<Object, Integer> counted(List<Pair<Object, Object>> pairs) {
    Map<Object, Integer> counts = new HashMap<>();
    pairs.forEach(pair -> counts.merge(pair, 1, Integer::sum));
    return counts;
  }

  private static List<Pair<Object, Object>> expected(
      List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, JoinKind kind) {
    Map<Object, List<Object>> rights = byKey(right);
    Map<Object, List<Object>> lefts = byKey(left);
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (Pair<Object, Object> l : left) {
      List<Object> matches = rights.getOrDefault(l.key(), List.of());
      if (kind == JoinKind.LEFT_ANTI) {
        if (matches.isEmpty()) {
          pairs.add(l);
        }
        continue;
      }
      for (Object r : matches) {
        pairs.add(new Pair<>(l.key(), new Pair<>(l.value(), r)));
      }
      if (matches.isEmpty() && (kind == JoinKind.LEFT || kind == JoinKind.FULL)) {
        pairs.add(new Pair<>(l.key(), new Pair<>(l.value(), null)));
      }
    }
    if (kind == JoinKind.RIGHT || kind == JoinKind.FULL) {
      for (Pair<Object, Object> r : right) {
        if (!lefts.containsKey(r.key())) {
          pairs.add(new Pair<>(r.key(), new Pair<>(null, r.value())));
        }
      }
    }
    return pairs;
  }

  private static Map<Object, List<Object>> byKey(List<Pair<Object, Object>> pairs) {
    Map<Object, List<Object>> values = new HashMap<>();
    pairs.forEach(
        pair -> values.computeIfAbsent(pair.key(), k -> new ArrayList<>()).add(pair.value()));
    return values;
  }

  /** Another consumer of the same task, which takes memory from those that can spill. */
  private static final class Other extends MemoryConsumer {
    Other(TestSpaces spaces) {
      super(spaces.memory());
    }

    @Override
    protected boolean canSpill() {
      return false;
    }

    @Override
    protected void spill() {
      throw new AssertionError("it said that it could not");
    }

    boolean take(long bytes) throws IOException {
      return grow(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void tableGoesToDiskWhileTheOtherSideStreams(JoinKind kind, boolean buildLeft) throws Exception {
    Random random = Seeds.random("tableGoesToDiskWhileTheOtherSideStreams " + kind + buildLeft);
    long region = 4 << 20;
    try (TestSpaces spaces = new TestSpaces(region, directory)) {
      List<Pair<Object, Object>> left = Sources.STRINGS.pairs(random, 10_000, 5_000);
      List<Pair<Object, Object>> right = Sources.STRINGS.pairs(random, 10_000, 10_000);
      Iterator<Pair<Object, Object>> joined = join(left, right, kind, buildLeft, spaces.space());
      List<Pair<Object, Object>> found = new ArrayList<>();
      for (int i = 0; i < 777; i++) {
        found.add(joined.next());
      }
      assertThat(spaces.memory().spilledBytes()).isZero();
      // Asked until no key is under way: its rows are given out before the table may go.
      Other other = new Other(spaces);
      while (spaces.memory().spilledBytes() == 0) {
        found.add(joined.next());
        other.take(region - (64 << 10));
      }
      assertThat(spaces.memory().spilledBytes()).isPositive();
      joined.forEachRemaining(found::add);
      assertThat(counted(found)).isEqualTo(counted(expected(left, right, kind)));
    }
  }

  @Test
  void oneSideMayBeEmpty() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      List<Pair<Object, Object>> some = List.of(new Pair<>("a", 1));
      assertThat(join(some, List.of(), JoinKind.INNER, true, spaces.space()).hasNext()).isFalse();
      assertThat(join(List.of(), some, JoinKind.FULL, true, spaces.space()).next())
          .isEqualTo(new Pair<>("a", new Pair<>(null, 1)));
    }
  }
}
