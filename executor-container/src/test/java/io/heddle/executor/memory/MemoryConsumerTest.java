package io.heddle.executor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryConsumerTest {
  private static final long MIB = 1 << 20;

  private final MemoryManager manager = new MemoryManager(10 * MIB, 0.5);
  private final TaskMemory task = manager.newTask();

  private final class Buffer extends MemoryConsumer {
    private final boolean spills;
    private int times;

    Buffer(boolean spills) {
      super(task);
      this.spills = spills;
    }

    boolean take(long bytes) throws IOException {
      return grow(bytes);
    }

    void keep(long bytes) {
      shrinkTo(bytes);
    }

    @Override
    protected boolean canSpill() {
      return spills && usedBytes() > 0;
    }

    @Override
    protected void spill() {
      times++;
      shrinkTo(0);
      spilled(123);
    }
  }

  @Test
  void theFloorIsFree() throws IOException {
    Buffer buffer = new Buffer(false);
    assertThat(buffer.take(MemoryConsumer.FLOOR_BYTES)).isTrue();
    assertThat(manager.executionUsed()).isZero();
    assertThat(buffer.take(1)).isTrue();
    assertThat(manager.executionUsed()).isPositive();
  }

  @Test
  void aRefusalChangesNothing() throws IOException {
    Buffer buffer = new Buffer(false);
    assertThat(buffer.take(5 * MIB)).isTrue();
    long held = manager.executionUsed();
    assertThat(buffer.take(6 * MIB)).isFalse();
    assertThat(buffer.usedBytes()).isEqualTo(5 * MIB);
    assertThat(manager.executionUsed()).isEqualTo(held);
  }

  @Test
  void theLastBytesAreHadWithoutAStep() throws IOException {
    Buffer buffer = new Buffer(false);
    assertThat(buffer.take(10 * MIB)).isTrue();
    assertThat(buffer.take(MemoryConsumer.FLOOR_BYTES)).isTrue();
    assertThat(buffer.take(1)).isFalse();
  }

  @Test
  void theLargestOtherSpillsFirst() throws IOException {
    Buffer small = new Buffer(true);
    Buffer large = new Buffer(true);
    Buffer asking = new Buffer(true);
    small.take(2 * MIB);
    large.take(5 * MIB);
    assertThat(asking.take(6 * MIB)).isTrue();
    assertThat(large.times).isEqualTo(1);
    assertThat(small.times).isZero();
    assertThat(asking.times).isZero();
    assertThat(task.spilledBytes()).isEqualTo(123);
  }

  @Test
  void whatIsNoLongerUsedIsGivenBack() throws IOException {
    Buffer buffer = new Buffer(false);
    buffer.take(8 * MIB);
    buffer.keep(MIB);
    assertThat(manager.executionUsed()).isEqualTo(MIB - MemoryConsumer.FLOOR_BYTES);
    assertThat(task.peakBytes()).isGreaterThanOrEqualTo(7 * MIB);
  }
}
