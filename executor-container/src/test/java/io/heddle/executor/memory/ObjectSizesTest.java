package io.heddle.executor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With compressed references, as on all heaps below 32 GiB. */
class ObjectSizesTest {
  record Point(int x, int y, String name) {}

  static final class Node {
    Node next;
  }

  @Test
  void knowsStringsBoxesAndArrays() {
    assertThat(ObjectSizes.of("")).isEqualTo(24 + 16);
    assertThat(ObjectSizes.of("12345678")).isEqualTo(24 + 24);
    assertThat(ObjectSizes.of(7)).isEqualTo(16);
    assertThat(ObjectSizes.of(7L)).isEqualTo(24);
    assertThat(ObjectSizes.of(new long[100])).isEqualTo(816);
    assertThat(ObjectSizes.of(null)).isZero();
  }

  @Test
  void followsFields() {
    assertThat(ObjectSizes.of(new Point(1, 2, "abc"))).isEqualTo(24 + 24 + 24);
    assertThat(ObjectSizes.of(new Pair<>("abc", 1))).isEqualTo(24 + 48 + 16);
  }

  @Test
  void aFewElementsStandForAll() {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      list.add("12345678");
    }
    assertThat(ObjectSizes.of(list)).isBetween(10_000L * 50, 10_000L * 60);
  }

  @Test
  void endsOnCycles() {
    Node node = new Node();
    node.next = node;
    assertThat(ObjectSizes.of(node)).isBetween(16L, 200L);
  }

  @Test
  void countsObjectsThatAreClosedToIt() {
    assertThat(ObjectSizes.of(Thread.currentThread())).isPositive();
  }
}
