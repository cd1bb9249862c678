package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.schedule.SchedulerAction.CopyBlock;
import io.heddle.driver.task.TaskPreference;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.CachedBlock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is asked for copies of blocks, and who is told of blocks elsewhere. */
class CopiesTest {
  private final World world = new World();

  @BeforeEach
  void threeExecutorsOnTwoHosts() {
    world.register("a1", "hostA", "/r1", 1);
    world.register("a2", "hostA", "/r1", 1);
    world.register("b1", "hostB", "/r1", 1);
  }

  private static CachedBlock block(int partition, int replication) {
    return CachedBlock.newBuilder()
        .setRddId(5)
        .setPartition(partition)
        .setMemoryBytes(1000)
        .setLevel("MEMORY_ONLY_" + replication)
        .setReplication(replication)
        .build();
  }

  private void added(String executorId, CachedBlock block) {
    world.send(
        new SchedulerEvent.BlocksMoved(
            executorId, BlocksChanged.newBuilder().addAdded(block).setPeerPort(4711).build()));
  }

  private void removed(String executorId, CachedBlock block) {
    world.send(
        new SchedulerEvent.BlocksMoved(
            executorId, BlocksChanged.newBuilder().addRemoved(block).build()));
  }

  @Test
  void anExecutorOnAnotherHostIsAskedOnce() {
    for (int partition = 0; partition < 5; partition++) {
      added("a1", block(partition, 2));
      added("a1", block(partition, 2)); // it went to disk
      added("b1", block(partition, 2)); // the copy is there
    }
    assertThat(world.copied).hasSize(5).allMatch(copy -> copy.executorId().equals("b1"));
    CopyBlock first = world.copied.get(0);
    assertThat(first.level()).isEqualTo("MEMORY_ONLY_2");
    assertThat(first.block().host()).isEqualTo("hostA");
    assertThat(first.block().port()).isEqualTo(4711);
  }

  @Test
  void threeCopiesAreOnAllThreeAndMoreThanThereAreCannotBe() {
    added("b1", block(0, 3));
    assertThat(world.copied)
        .extracting(CopyBlock::executorId)
        .containsExactlyInAnyOrder("a1", "a2");
    world.copied.clear();
    added("b1", block(1, 9));
    assertThat(world.copied).hasSize(2);
  }

  @Test
  void aBlockWithoutCopiesAsksNobody() {
    added("a1", block(0, 1));
    assertThat(world.copied).isEmpty();
  }

  @Test
  void whoLostItsCopyMayBeAskedAgain() {
    added("a1", block(0, 2));
    added("b1", block(0, 2));
    removed("b1", block(0, 2));
    added("a1", block(0, 2));
    assertThat(world.copied).extracting(CopyBlock::executorId).containsExactly("b1", "b1");
    world.send(new SchedulerEvent.RddUncached(5));
    added("a1", block(0, 2));
    assertThat(world.copied).hasSize(3);
  }

  @Test
  void aTaskThatRunsElsewhereIsToldWhoHoldsItsBlock() {
    TaskPreference cached = new TaskPreference(List.of(new BlockKey(5, 0)), List.of());
    added("a1", block(0, 1));
    world.submit(Plans.job(1, 1, task -> cached, List.of()));
    assertThat(world.attempt(1001, 0).executorId()).isEqualTo("a1");
    assertThat(world.attempt(1001, 0).launch().heldElsewhere()).isEmpty();
    // Its holder is busy, so that after the wait the second one runs on another executor.
    world.submit(Plans.job(2, 1, task -> cached, List.of()));
    for (int level = 0; level < 3; level++) {
      world.pass(1000);
    }
    assertThat(world.attempt(1002, 0).executorId()).isNotEqualTo("a1");
    assertThat(world.attempt(1002, 0).launch().heldElsewhere())
        .containsExactly(new SchedulerAction.Held(5, 0, "hostA", 4711, 1000));
  }
}
