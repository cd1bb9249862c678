package io.heddle.executor.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.executor.memory.ObjectSizes;
import io.heddle.rdd.Pair;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackedRowsTest {
  private static final String[] WORDS = {"", "a", "eight888", "nine 9999", "ä", "日本語", "🦊"};

  static Stream<Arguments> packable() {
    return Stream.<Object[]>of(
            IntStream.range(0, 100).mapToObj(i -> WORDS[i % WORDS.length] + i).toArray(),
            WORDS,
            IntStream.range(-50, 50).boxed().toArray(),
            new Object[] {Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE},
            new Object[] {0.0, -0.0, Double.NaN, Double.MIN_VALUE},
            Arrays.stream(WORDS).map(w -> new Pair<>(w, (long) w.length())).toArray(),
            Arrays.stream(WORDS).map(w -> new Pair<>(w.length(), w)).toArray(),
            IntStream.range(0, 9).mapToObj(i -> new Pair<>(i, i * 0.5)).toArray())
        .map(values -> Arguments.of((Object) values));
  }

  @ParameterizedTest
  @MethodSource("packable")
  void valuesComeBackEqual(Object[] values) {
    PackedRows rows = PackedRows.of(values, values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(rows.get(i)).isEqualTo(values[i]);
    }
  }

  @Test
  void byteArraysComeBackEqual() {
    byte[][] values = {{}, {1}, {1, 2, 3, 4, 5, 6, 7, 8}, {9, 8, 7, 6, 5, 4, 3, 2, 1}};
    PackedRows rows = PackedRows.of(values, values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat((byte[]) rows.get(i)).isEqualTo(values[i]);
    }
  }

  static Stream<Arguments> notPackable() {
    return Stream.<Object[]>of(
            new Object[] {"a", null},
            new Object[] {null, "a"},
            new Object[] {1, 2L},
            new Object[] {"a", 1},
            new Object[] {new Pair<>("a", 1), "a"},
            new Object[] {new Pair<>("a", null)},
            new Object[] {new Pair<>(null, "a")},
            new Object[] {new Pair<>("a", 1), new Pair<>("a", 1L)},
            new Object[] {new Pair<>("a", new Pair<>(1, 2))},
            new Object[] {1.5f})
        .map(values -> Arguments.of((Object) values));
  }

  @ParameterizedTest
  @MethodSource("notPackable")
  void othersStayObjects(Object[] values) {
    assertThat(PackedRows.of(values, values.length)).isNull();
  }

  @Test
  void onlyTheFirstValuesCount() {
    PackedRows rows = PackedRows.of(new Object[] {"a", "b", null}, 2);
    assertThat(rows.get(1)).isEqualTo("b");
    assertThat(PackedRows.of(new Object[] {null}, 0)).isNull();
  }

  @Test
  void stringsTakeLessThanAsObjects() {
    Object[] values = IntStream.range(0, 4096).mapToObj(i -> "a word or two " + i).toArray();
    long asObjects = ObjectSizes.ofReferences(4096);
    for (Object value : values) {
      asObjects += ObjectSizes.of(value);
    }
    assertThat(PackedRows.of(values, 4096).bytes()).isLessThan(asObjects / 3 * 2);
  }
}
