package io.heddle.rdd.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cutting values into chunks, and who is said to have them. */
class BroadcastChunksTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "10, 3", "4096, 4096", "4097, 4096", "100000, 999", "100000, 200000"})
  void chunksInAnyOrderMakeTheValueAgain(int length, int chunkBytes) {
    byte[] raw = new byte[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      raw[i] = (byte) (i < length / 2 ? 7 : random.nextInt()); // one half shrinks, one does not
    }
    for (boolean compress : new boolean[] {true, false}) {
      BroadcastChunks.Cut cut = BroadcastChunks.cut(raw, chunkBytes, compress);
      byte[] again = new byte[cut.table().rawBytes()];
      for (int i = cut.table().count() - 1; i >= 0; i--) {
        assertThat(cut.table().matches(i, cut.chunks().get(i))).isTrue();
        cut.table().restore(i, cut.chunks().get(i), again);
      }
      assertThat(again).isEqualTo(raw);
    }
  }

  @Test
  void equalBytesAreCompressed() {
    BroadcastChunks.Cut cut = BroadcastChunks.cut(new byte[100_000], 40_000, true);
    assertThat(cut.chunks()).hasSize(3).allMatch(chunk -> chunk.length < 1000);
  }

  @Test
  void aDamagedChunkIsNoticed() {
    BroadcastChunks.Cut cut = BroadcastChunks.cut(new byte[100_000], 40_000, true);
    byte[] damaged = cut.chunks().get(1).clone();
    damaged[damaged.length / 2] ^= 1;
    assertThat(cut.table().matches(1, damaged)).isFalse();
    byte[] cutShort = Arrays.copyOf(cut.chunks().get(1), damaged.length - 1);
    assertThat(cut.table().matches(1, cutShort)).isFalse();
  }

  @Test
  void namesAreReadBackAndOthersRefused() {
    assertThat(BroadcastChunks.Name.parse("broadcast_12_3"))
        .isEqualTo(new BroadcastChunks.Name(12, 3));
    for (String other :
        new String[] {"", "broadcast_", "broadcast_1", "rdd_1_2", "broadcast_x_1"}) {
      assertThat(BroadcastChunks.Name.parse(other)).as(other).isNull();
    }
  }

  @Test
  void aHolderSaysWhatItHasGoingRoundAtTheEnd() {
    BroadcastHolder holder = new BroadcastHolder(3, 3, 4711, "node-1", "executor 7");
    assertThat(BroadcastHolder.parse(holder.text())).contains(holder);
    assertThat(new boolean[] {holder.has(3, 5), holder.has(4, 5), holder.has(0, 5)})
        .containsOnly(true);
    assertThat(new boolean[] {holder.has(1, 5), holder.has(2, 5)}).containsOnly(false);
    assertThat(BroadcastHolder.parse("1 2 3 no-id")).isEmpty();
    assertThat(BroadcastHolder.parse("1 -2 3 host id")).isEmpty();
  }
}
