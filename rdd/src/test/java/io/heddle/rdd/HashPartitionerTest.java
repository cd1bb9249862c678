package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HashPartitionerTest {
  private final HashPartitioner partitioner = new HashPartitioner(1 << 30);

  private enum Colour {
    RED,
    GREEN
  }

  private record Plain(int number, String text) {}

  private record Painted(Colour colour, Object other) {}

  private record Own(Colour colour) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Own;
    }

    @Override
    public int hashCode() {
      return 77;
    }
  }

  private static final class NoHash {}

  @Test
  void keys_go_by_their_hash_code_and_null_to_the_first_partition() {
    assertThat(partitioner.getPartition(null)).isZero();
    assertThat(partitioner.getPartition("abc")).isEqualTo("abc".hashCode());
    assertThat(partitioner.getPartition(new Plain(3, "x")))
        .isEqualTo(Math.floorMod(new Plain(3, "x").hashCode(), 1 << 30));
    assertThat(new HashPartitioner(10).getPartition(-1)).isEqualTo(9);
  }

  @Test
  void enum_constants_count_by_name_wherever_they_are() {
    int red = "RED".hashCode();
    assertThat(StableHash.of(Colour.RED)).isEqualTo(red);
    assertThat(StableHash.of(new Pair<>(Colour.RED, 1))).isEqualTo(31 * red + 1);
    assertThat(StableHash.of(new Painted(Colour.RED, Colour.GREEN)))
        .isEqualTo(31 * red + "GREEN".hashCode());
  }

  @Test
  void a_records_own_hash_code_is_respected() {
    assertThat(StableHash.of(new Own(Colour.RED))).isEqualTo(77);
  }

  @Test
  void identity_hash_codes_are_refused_wherever_they_are() {
    for (Object key :
        List.of(
            new byte[0],
            new NoHash(),
            new Pair<>("x", new NoHash()),
            new Painted(Colour.RED, new int[0]))) {
      assertThatThrownBy(() -> partitioner.getPartition(key))
          .isInstanceOf(HeddleException.class)
          .hasMessageContaining("has no hashCode by content");
    }
  }

  @Test
  void contents_have_a_hash_whatever_they_are() {
    List<Supplier<Object>> makers =
        List.of(
            () -> new byte[] {1, 2},
            () -> new int[] {1, 2},
            () -> new Pair<>("x", new byte[] {1}),
            () -> List.of(new byte[] {1}, new Pair<>(1, new long[] {2})),
            () -> new Painted(Colour.RED, new String[][] {{"a"}, {"b"}}));
    for (Supplier<Object> maker : makers) {
      assertThat(StableHash.ofContent(maker.get())).isEqualTo(StableHash.ofContent(maker.get()));
    }
    assertThat(StableHash.ofContent(new byte[] {1}))
        .isNotEqualTo(StableHash.ofContent(new byte[] {2}));
  }

  @Test
  void equal_ones_divide_alike() {
    assertThat(new HashPartitioner(3)).isEqualTo(new HashPartitioner(3));
    assertThat(Objects.equals(new HashPartitioner(3), new HashPartitioner(4))).isFalse();
  }
}
