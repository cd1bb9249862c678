package io.heddle.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapOutputIndexTest {
  private static final MapOutputId ID = new MapOutputId(7, 2, 1);
  private static final byte[] BYTES =
      new MapOutputIndex(ID, new long[] {3, 3, 1L << 33}, new int[] {11, 0, -2}).encode();

  @Test
  void isWrittenAsSpecified() {
    int checksum = Crc32c.of(BYTES, 0, 60);
    assertThat(HexFormat.of().formatHex(BYTES))
        .isEqualTo(
            "48445358"
                + "0001"
                + "0000"
                + "00000007"
                + "00000002"
                + "00000001"
                + "00000003"
                + "0000000000000003"
                + "0000000b"
                + "0000000000000003"
                + "00000000"
                + "0000000200000000"
                + "fffffffe"
                + String.format("%08x", checksum));
  }

  @Test
  void readsWhatItWrote() throws Exception {
    MapOutputIndex index = MapOutputIndex.decode(BYTES, ID);
    assertThat(index.partitions()).isEqualTo(3);
    assertThat(index.length(0)).isEqualTo(3);
    assertThat(index.length(1)).isZero();
    assertThat(index.offset(2)).isEqualTo(3);
    assertThat(index.length(2)).isEqualTo((1L << 33) - 3);
    assertThat(index.checksum(2)).isEqualTo(-2);
    assertThat(index.dataLength()).isEqualTo(1L << 33);
  }

  @Test
  void everyFlippedBitIsFound() {
    for (int bit = 0; bit < BYTES.length * 8; bit++) {
      byte[] damaged = BYTES.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> MapOutputIndex.decode(damaged, ID))
          .as("bit %d", bit)
          .isInstanceOf(CorruptMapOutputException.class);
    }
  }

  @Test
  void everyTruncationIsFound() {
    for (int length = 0; length < BYTES.length; length++) {
      byte[] cut = Arrays.copyOf(BYTES, length);
      assertThatThrownBy(() -> MapOutputIndex.decode(cut, ID))
          .isInstanceOf(CorruptMapOutputException.class);
    }
  }

  @Test
  void anotherOutputsIndexIsRefused() {
    assertThatThrownBy(() -> MapOutputIndex.decode(BYTES, new MapOutputId(7, 2, 2)))
        .isInstanceOf(CorruptMapOutputException.class)
        .hasMessageContaining("is that of 7/2-1");
  }

  @Test
  void randomBytesAreRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      System.arraycopy(BYTES, 0, bytes, 0, Math.min(random.nextInt(30), bytes.length));
      assertThatThrownBy(() -> MapOutputIndex.decode(bytes, ID))
          .as("seed %d round %d", seed, round)
          .isInstanceOf(CorruptMapOutputException.class);
    }
  }
}
