package io.heddle.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import io.heddle.rdd.function.Function;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JavaSerializationTest {
  private record Node<T>(int id, long[] numbers, T inner, boolean flag) implements Serializable {}

  private record Positive(int value) implements Serializable {
    Positive {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  private record Single(String name) implements Serializable {
    static final Single ONE = new Single("one");

    private Object readResolve() {
      return ONE;
    }
  }

  private record Unsent(Object inner) {}

  @Test
  void records_come_back_whole_within_one_another() {
    Node<Node<String>> outer =
        new Node<>(1, new long[] {2, 3}, new Node<>(4, null, "x", true), false);
    Node<?> copy = (Node<?>) copy(outer);
    assertThat(copy.id()).isEqualTo(1);
    assertThat(copy.numbers()).containsExactly(2, 3);
    assertThat(copy.inner()).isEqualTo(outer.inner());
  }

  @Test
  void one_record_met_twice_stays_one() {
    Positive shared = new Positive(3);
    List<?> copy = (List<?>) copy(new ArrayList<>(List.of(shared, shared)));
    assertThat(copy.get(0)).isEqualTo(shared).isSameAs(copy.get(1));
  }

  @Test
  void a_record_captured_by_a_lambda_travels_with_it() throws Exception {
    Positive shared = new Positive(3);
    Function<Integer, Integer> function = n -> n + shared.value();
    @SuppressWarnings("unchecked")
    Function<Integer, Integer> copy = (Function<Integer, Integer>) copy(function);
    assertThat(copy.call(4)).isEqualTo(7);
  }

  @Test
  void a_record_that_says_how_it_is_read_is_asked() {
    assertThat(copy(new Single("two"))).isSameAs(Single.ONE);
  }

  @Test
  void a_record_that_is_not_serializable_is_named() {
    assertThatThrownBy(() -> copy(new Node<>(1, null, new Unsent(1), true)))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("JavaSerializationTest$Unsent is not Serializable");
  }

  @Test
  void the_constructor_checks_what_is_read() {
    byte[] bytes = JavaSerialization.write(new Positive(0x0A0B0C0D));
    for (int i = 0; i < bytes.length - 3; i++) {
      if (bytes[i] == 0x0A && bytes[i + 1] == 0x0B && bytes[i + 2] == 0x0C) {
        bytes[i] = (byte) 0x8A;
      }
    }
    assertThatThrownBy(() -> JavaSerialization.read(bytes, getClass().getClassLoader()))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessageContaining("negative");
  }

  private static Object copy(Object value) {
    return Objects.requireNonNull(
        JavaSerialization.read(
            JavaSerialization.write(value), JavaSerializationTest.class.getClassLoader()));
  }
}
