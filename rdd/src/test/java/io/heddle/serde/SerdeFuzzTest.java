package io.heddle.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes from outside: whatever they are, decoding ends soon, in a batch or in one exception. */
class SerdeFuzzTest {
  private final Serde serde =
      SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader()).create();

  @Test
  void garbage_is_refused_or_read_but_nothing_else() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] garbage = new byte[1 + random.nextInt(60)];
      random.nextBytes(garbage);
      garbage[0] = BatchFormat.VERSION;
      if (garbage.length > 3 && random.nextBoolean()) {
        garbage[1] = (byte) random.nextInt(128);
        garbage[2] = (byte) random.nextInt(14);
      }
      refused += refuses(garbage, seed) ? 1 : 0;
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(37_500);
  }

  @Test
  void damaged_batches_are_refused_or_read_but_nothing_else() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Object[] values = new RandomBatches(seed + round).next();
      OutputBuffer out = new OutputBuffer(0);
      serde.encode(values, 0, values.length, out);
      for (int damage = 0; damage < 30; damage++) {
        byte[] bytes = out.toByteArray();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        refuses(bytes, seed + round);
      }
    }
  }

  @Test
  void every_truncation_is_refused() {
    long seed = System.nanoTime();
    for (int round = 0; round < 40; round++) {
      Object[] values = new RandomBatches(seed + round).next();
      OutputBuffer out = new OutputBuffer(0);
      serde.encode(values, 0, values.length, out);
      int step = 1 + out.size() / 200;
      for (int length = 0; length < out.size(); length += step) {
        InputBuffer in = new InputBuffer(out.array(), 0, length);
        assertThatThrownBy(() -> serde.decode(in))
            .as("seed %d", seed + round)
            .isInstanceOf(CorruptBatchException.class);
      }
    }
  }

  @Test
  void values_without_bytes_are_bounded() {
    OutputBuffer out = new OutputBuffer(0);
    out.writeByte(BatchFormat.VERSION);
    out.writeVarint(2_000_000_000);
    out.writeByte(BatchFormat.NULLS);
    assertThatThrownBy(() -> serde.decode(new InputBuffer(out.array(), 0, out.size())))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessageContaining("without bytes");
  }

  @Test
  void more_nulls_than_may_be_free_are_written_with_a_bitmap() {
    Object[] nulls = new Object[BatchFormat.MAX_FREE_VALUES + 1];
    OutputBuffer out = new OutputBuffer(0);
    serde.encode(nulls, 0, nulls.length, out);
    Batch batch = serde.decode(new InputBuffer(out.array(), 0, out.size()));
    assertThat(batch.values()).hasSize(nulls.length).containsOnlyNulls();
  }

  private boolean refuses(byte[] bytes, long seed) {
    try {
      serde.decode(new InputBuffer(bytes));
      return false;
    } catch (CorruptBatchException e) {
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
