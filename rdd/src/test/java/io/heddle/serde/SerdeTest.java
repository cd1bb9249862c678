package io.heddle.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.Pair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SerdeTest {
  private final Serde serde =
      SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader()).create();
  private final OutputBuffer out = new OutputBuffer(0);

  @Test
  void random_batches_come_back_as_they_were() {
    long seed = System.nanoTime();
    for (int round = 0; round < 400; round++) {
      Object[] values = new RandomBatches(seed + round).next();
      assertThat(roundTrip(values)).as("seed %d", seed + round).containsExactly(values);
    }
  }

  @Test
  void batches_follow_one_another_in_one_buffer() {
    Object[] first = {"a", "b"};
    Object[] second = {1L, null};
    serde.encode(first, 0, 2, out);
    serde.encode(second, 0, 2, out);
    InputBuffer in = new InputBuffer(out.array(), 0, out.size());
    assertThat(serde.decode(in).values()).containsExactly(first);
    assertThat(serde.decode(in).values()).containsExactly(second);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void only_the_section_asked_for_is_written() {
    serde.encode(new Object[] {"a", "b", "c", "d"}, 1, 3, out);
    assertThat(decoded().values()).containsExactly("b", "c");
  }

  @Test
  void primitive_pair_values_stay_primitive() {
    Object[] keys = {"x", "y", "z", null};
    serde.encodePairs(keys, new long[] {1, -1, Long.MIN_VALUE, 7}, 1, 4, out);
    serde.encodePairs(keys, new int[] {5, 5, 5, 5}, 0, 4, out);
    serde.encodePairs(keys, new double[] {0.0, -0.0, Double.NaN, 1}, 0, 4, out);
    InputBuffer in = new InputBuffer(out.array(), 0, out.size());
    Batch longs = serde.decode(in);
    assertThat(longs.isPairs()).isTrue();
    assertThat(longs.keys()).containsExactly("y", "z", null);
    assertThat(longs.pairValues()).isEqualTo(new long[] {-1, Long.MIN_VALUE, 7});
    assertThat(serde.decode(in).pairValues()).isEqualTo(new int[] {5, 5, 5, 5});
    assertThat(serde.decode(in).pairValues()).isEqualTo(new double[] {0.0, -0.0, Double.NaN, 1});
  }

  @Test
  void pairs_given_whole_and_apart_are_written_alike() {
    serde.encode(new Object[] {new Pair<>("a", 1), new Pair<>("b", 2)}, 0, 2, out);
    byte[] whole = out.toByteArray();
    out.clear();
    serde.encodePairs(new Object[] {"a", "b"}, new int[] {1, 2}, 0, 2, out);
    assertThat(out.toByteArray()).isEqualTo(whole);
  }

  @Test
  void equal_counts_cost_next_to_nothing() {
    Object[] ones = new Object[4096];
    Arrays.fill(ones, 1);
    serde.encode(ones, 0, ones.length, out);
    assertThat(out.size()).isLessThan(10);
  }

  @Test
  void one_large_number_among_small_ones_does_not_widen_all() {
    Object[] values = new Object[1000];
    Arrays.fill(values, 3L);
    values[500] = Long.MAX_VALUE;
    serde.encode(values, 0, values.length, out);
    assertThat(out.size()).isLessThan(1100);
    assertThat(decoded().values()).containsExactly(values);
  }

  @Test
  void unpaired_surrogates_survive() {
    Object[] values = {"a\uD800b", "\uDC00", "é", "漢字", ""};
    assertThat(roundTrip(values)).containsExactly(values);
  }

  @Test
  void byte_arrays_and_empty_values_survive() {
    Object[] values = {new byte[] {1, 2}, new byte[0], new byte[] {-1}};
    assertThat(Arrays.deepEquals(roundTrip(values), values)).isTrue();
  }

  @Test
  void a_class_that_is_not_serializable_still_travels() {
    Object[] values = {new RandomBatches.Point(1, "p", List.of(2.0)), Optional.of("x")};
    assertThat(roundTrip(values)).containsExactly(values);
  }

  @Test
  void many_objects_after_few_ones_are_written_smaller() {
    Object[] values = new Object[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = new RandomBatches.Point(i, "p" + i, List.of());
    }
    assertThat(roundTrip(values)).containsExactly(values);
    assertThat(out.size()).isLessThan(40 * values.length);
  }

  @Test
  void a_list_that_holds_itself_keeps_its_shape() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    List<?> copy = (List<?>) roundTrip(new Object[] {list})[0];
    for (int depth = 0; depth < 100; depth++) {
      assertThat(copy).hasSize(1);
      copy = (List<?>) copy.get(0);
    }
  }

  @Test
  void columns_deeper_than_the_format_allows_are_written_as_objects() {
    Object value = "leaf";
    for (int depth = 0; depth < 100; depth++) {
      value = new Pair<>(value, Collections.nCopies(1, depth).get(0));
    }
    assertThat(roundTrip(new Object[] {value})).containsExactly(value);
  }

  @Test
  void a_value_that_nothing_can_write_is_named() {
    Object thread = new Thread("t");
    assertThatThrownBy(() -> serde.toBytes(thread))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SERIALIZABLE))
        .hasMessageContaining("java.lang.Thread");
    assertThat(serde.fromBytes(serde.toBytes("still works"))).isEqualTo("still works");
  }

  @Test
  void one_value_comes_back() {
    for (Object value :
        new Object[] {null, 5, "x", new Pair<>(1, 2L), new long[] {1}, new Holder(3)}) {
      assertThat(serde.fromBytes(serde.toBytes(value))).isEqualTo(value);
    }
  }

  private Object[] roundTrip(Object[] values) {
    out.clear();
    serde.encode(values, 0, values.length, out);
    Batch batch = decoded();
    assertThat(batch.size()).isEqualTo(values.length);
    Object[] back = new Object[batch.size()];
    for (int i = 0; i < back.length; i++) {
      back[i] = batch.value(i);
    }
    return back;
  }

  private Batch decoded() {
    InputBuffer in = new InputBuffer(out.array(), 0, out.size());
    Batch batch = serde.decode(in);
    assertThat(in.remaining()).isZero();
    return batch;
  }

  private record Holder(int value) implements Serializable {}
}
