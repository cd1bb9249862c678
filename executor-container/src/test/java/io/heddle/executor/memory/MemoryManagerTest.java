package io.heddle.executor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.task.TaskKilledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryManagerTest {
  private static final long REGION = 1000;

  /** Takes what it is told, without a floor; spills all of it when told to. */
  private static long take(MemoryManager manager, TaskMemory task, long bytes) {
    return manager.acquireExecution(task, bytes);
  }

  @Test
  void theRegionLeavesOutWhatIsReserved() {
    long heap = 1300L << 20;
    assertThat(MemoryManager.regionOf(heap, 0.6)).isEqualTo((long) ((1000L << 20) * 0.6));
  }

  @Test
  void ofASmallHeapHalfIsReserved() {
    assertThat(MemoryManager.regionOf(100L << 20, 0.5)).isEqualTo(25L << 20);
  }

  @Test
  void aTaskAloneMayHaveAll() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    assertThat(take(manager, manager.newTask(), 5000)).isEqualTo(REGION);
    assertThat(manager.executionUsed()).isEqualTo(REGION);
  }

  @Test
  void twoTasksGetHalfEachAtMost() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    TaskMemory first = manager.newTask();
    TaskMemory second = manager.newTask();
    assertThat(take(manager, first, 100)).isEqualTo(100);
    assertThat(take(manager, second, REGION)).isEqualTo(500);
    assertThat(take(manager, first, REGION)).isEqualTo(400);
  }

  @Test
  void aTaskBelowItsShareWaitsForOthers() throws Exception {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    TaskMemory first = manager.newTask();
    take(manager, first, REGION);
    TaskMemory second = manager.newTask();
    CompletableFuture<Long> waiting =
        CompletableFuture.supplyAsync(() -> take(manager, second, 400));
    manager.releaseExecution(first, 700);
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(400);
  }

  @Test
  void itDoesNotWaitForEver() {
    MemoryManager manager = new MemoryManager(REGION, 0.5, 100);
    take(manager, manager.newTask(), REGION);
    TaskMemory second = manager.newTask();
    assertThat(take(manager, second, 400)).isZero();
  }

  @Test
  void whoWaitedInVainDoesNotWaitAgain() {
    MemoryManager manager = new MemoryManager(REGION, 0.5, 1000);
    take(manager, manager.newTask(), REGION);
    TaskMemory second = manager.newTask();
    take(manager, second, 400);
    // It would spill a little in each waiting time else.
    long before = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(take(manager, second, 400)).isZero();
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(1000);
  }

  @Test
  void aTaskThatWaitsCanBeKilled() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    take(manager, manager.newTask(), REGION);
    TaskMemory second = manager.newTask();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> take(manager, second, 400)).isInstanceOf(TaskKilledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anEndedTaskGivesAllBack() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    TaskMemory task = manager.newTask();
    take(manager, task, 600);
    task.close();
    assertThat(manager.executionUsed()).isZero();
    assertThat(take(manager, manager.newTask(), REGION)).isEqualTo(REGION);
  }

  @Test
  void storageTakesWhatIsFreeAndNothingOfExecution() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    take(manager, manager.newTask(), 300);
    assertThat(manager.tryAcquireStorage(701)).isFalse();
    assertThat(manager.tryAcquireStorage(700)).isTrue();
    assertThat(manager.storageUsed()).isEqualTo(700);
  }

  @Test
  void executionEvictsStorageDownToItsProtectedShare() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    manager.tryAcquireStorage(900);
    AtomicLong asked = new AtomicLong();
    manager.evictor(
        bytes -> {
          asked.addAndGet(bytes);
          manager.releaseStorage(bytes);
          return bytes;
        });
    assertThat(take(manager, manager.newTask(), REGION)).isEqualTo(500);
    assertThat(asked.get()).isEqualTo(400);
    assertThat(manager.storageUsed()).isEqualTo(500);
  }

  @Test
  void whatCannotBeEvictedIsNotCountedOn() {
    MemoryManager manager = new MemoryManager(REGION, 0.0);
    manager.tryAcquireStorage(900);
    manager.evictor(bytes -> 0);
    TaskMemory task = manager.newTask();
    assertThat(take(manager, task, 600)).isEqualTo(100);
  }

  @Test
  void givingBackMoreThanTakenIsABug() {
    MemoryManager manager = new MemoryManager(REGION, 0.5);
    TaskMemory task = manager.newTask();
    take(manager, task, 10);
    assertThatThrownBy(() -> manager.releaseExecution(task, 11))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> manager.releaseStorage(1)).isInstanceOf(IllegalStateException.class);
  }
}
