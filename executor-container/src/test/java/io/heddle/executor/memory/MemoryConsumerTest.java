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

  @Test
  void whatCannotBeDividedIsTakenAndOthersAreRefused() throws IOException {
    Buffer indivisible = new Buffer(false);
    indivisible.overdraw(20 * MIB);
    assertThat(indivisible.usedBytes()).isEqualTo(20 * MIB);
    assertThat(manager.executionUsed()).isGreaterThan(10 * MIB);
    assertThat(new Buffer(false).take(MIB)).isFalse();
    indivisible.keep(0);
    assertThat(manager.executionUsed()).isZero();
    assertThat(new Buffer(false).take(MIB)).isTrue();
  }

  @Test
  void whatIsFreeIsTakenWithoutAnyoneSpilling() throws IOException {
    Buffer spillable = new Buffer(true);
    assertThat(spillable.take(6 * MIB)).isTrue();
    Buffer modest = new Buffer(false);
    assertThat(modest.growIfFree(5 * MIB)).isFalse();
    assertThat(modest.growIfUnused(5 * MIB)).isFalse();
    assertThat(spillable.times).isZero();
    assertThat(modest.growIfFree(2 * MIB)).isTrue();
    assertThat(modest.growIfUnused(MIB)).isTrue();
    assertThat(modest.usedBytes()).isEqualTo(3 * MIB);
  }

  @Test
  void aLimitMakesWhoHoldsMoreSpill() throws IOException {
    Buffer buffer = new Buffer(true);
    assertThat(buffer.take(6 * MIB)).isTrue();
    manager.limitTo(0.5);
    assertThat(new Buffer(false).take(MIB)).isTrue();
    assertThat(buffer.times).isOne();
    assertThat(new Buffer(false).take(6 * MIB)).isFalse();
    manager.limitTo(1);
    assertThat(new Buffer(false).take(6 * MIB)).isTrue();
  }
}
