package io.heddle.executor.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.executor.Seeds;
import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowBufferTest {
  /** What strings are made of, and how many characters they have in common. */
  enum Words {
    NARROW("ab\u0000\u00ff", ""),
    LONG_AND_ALIKE("ab", "a common beginning "),
    WITH_ZEROS("\u0000\u0001", ""),
    WIDE("a\u00ff\u0100\u03b1\ud800", "x"),
    FEW("a", "");

    final String alphabet;
    final String beginning;

    Words(String alphabet, String beginning) {
      this.alphabet = alphabet;
      this.beginning = beginning;
    }
  }

  @ParameterizedTest
  @EnumSource
  void stringsComeInTheirNaturalOrder(Words words) {
    Random random = Seeds.random("RowBufferTest " + words);
    check(
        i -> {
          StringBuilder s = new StringBuilder(words.beginning);
          for (int n = random.nextInt(20); n > 0; n--) {
            s.append(words.alphabet.charAt(random.nextInt(words.alphabet.length())));
          }
          return Pair.of(s.toString(), i);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 33, 64})
  void numbersComeInTheirNaturalOrder(int bits) {
    Random random = Seeds.random("RowBufferTest longs " + bits);
    check(i -> Pair.of(random.nextLong() >> (64 - bits), "v" + i));
    check(i -> Pair.of(random.nextInt() >> (32 - Math.min(32, bits)), (double) i));
  }

  @Test
  void longKeysThatBeginAlikeAreSortedWithoutEnd() {
    Random random = Seeds.random("RowBufferTest long keys");
    String beginning = "y".repeat(400_000);
    check(20, i -> Pair.of(beginning + random.nextInt(5), i));
    check(i -> Pair.of(beginning.substring(0, 500 + random.nextInt(30)), i));
  }

  private static <K extends Comparable<K>> void check(IntFunction<Pair<K, ?>> pairs) {
    check(20_000, pairs);
  }

  private static <K extends Comparable<K>> void check(int count, IntFunction<Pair<K, ?>> pairs) {
    List<Pair<K, ?>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(pairs.apply(i));
    }
    Comparator<K> natural = Comparator.naturalOrder();
    for (Comparator<K> order : List.of(natural, Collections.<K>reverseOrder())) {
      assertThat(RowBuffer.sorts(order)).isTrue();
      RowBuffer buffer = new RowBuffer(order);
      for (Pair<K, ?> pair : all) {
        assertThat(buffer.accepts(pair)).isTrue();
        buffer.add(pair);
      }
      buffer.sort();
      List<Object> sorted = new ArrayList<>();
      for (int i = 0; i < buffer.size(); i++) {
        sorted.add(buffer.pair(i));
      }
      List<Pair<K, ?>> expected = new ArrayList<>(all);
      expected.sort((a, b) -> order.compare(a.key(), b.key()));
      assertThat(sorted).isEqualTo(expected);
    }
  }

  @Test
  void bytesComeBackAsTheyWere() {
    Random random = Seeds.random("RowBufferTest bytes");
    RowBuffer buffer = new RowBuffer(Comparator.<Integer>naturalOrder());
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] value = new byte[i == 250 ? 3_000_000 : random.nextInt(40)];
      random.nextBytes(value);
      values.add(value);
      buffer.add(Pair.of(i, value));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(((Pair<?, ?>) buffer.pair(i)).value()).isEqualTo(values.get(i));
    }
  }

  @Test
  void whatItCannotHoldIsNotAccepted() {
    RowBuffer buffer = new RowBuffer(Comparator.<Long>naturalOrder());
    assertThat(buffer.accepts(Pair.of(1.5, 1))).isFalse();
    assertThat(buffer.accepts(Pair.of(1L, null))).isFalse();
    buffer.add(Pair.of(1L, 1));
    assertThat(buffer.accepts(Pair.of(1L, 1L))).isFalse();
    assertThat(buffer.accepts(Pair.of(1, 1))).isFalse();
    assertThat(buffer.accepts(Pair.of(2L, 2))).isTrue();
  }

  @Test
  void anOrderOfTheUsersIsNotSorted() {
    assertThat(RowBuffer.sorts(Comparator.comparing(String::length))).isFalse();
  }
}
