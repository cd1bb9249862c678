package io.heddle.executor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
  private static final long MIB = 1 << 20;

  private final AtomicLong resident = new AtomicLong();
  private final Recorded relief = new Recorded();
  private final MemoryWatch watch = new MemoryWatch(896 * MIB, 512 * MIB, resident::get, relief);

  @Test
  void allStepsAreTakenInTheirOrderAndTold() {
    resident.set(890 * MIB);
    for (long now = 0; now < 2_500; now += 100) {
      watch.look(now);
    }
    assertThat(relief.done)
        .containsExactly("evict", "trim", "spill", "hold", "trim", "fail", "trim");
    assertThat(relief.told)
        .hasSize(4)
        .allMatch(text -> text.contains("890 MiB of its container's 896"))
        .last()
        .asString()
        .contains("task 7 is failed");
    assertThat(relief.why).contains("512", "outside of it");
  }

  @Test
  void noTaskIsToldOfWhenNoneRuns() {
    relief.task = -1;
    resident.set(890 * MIB);
    for (long now = 0; now < 2_500; now += 100) {
      watch.look(now);
    }
    assertThat(relief.done).endsWith("fail").contains("fail");
    assertThat(relief.told).noneMatch(text -> text.contains("is failed"));
  }

  @Test
  void whenItIsSmallAgainAllIsAsBefore() {
    resident.set(850 * MIB);
    watch.look(0);
    resident.set(400 * MIB);
    watch.look(100);
    watch.look(100 + PressureSteps.CALM_MILLIS);
    assertThat(relief.done).containsExactly("evict", "trim", "relax");
  }

  @Test
  void theThreadLooksAtTheProcess() throws Exception {
    resident.set(850 * MIB);
    try (MemoryWatch started = watch.start()) {
      assertThat(started).isNotNull();
      assertThat(relief.evicted.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static final class Recorded implements Relief {
    final List<String> done = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final CountDownLatch evicted = new CountDownLatch(1);
    String why;
    long task = 7;

    @Override
    public void evictBlocks() {
      done.add("evict");
      evicted.countDown();
    }

    @Override
    public void makeTasksSpill() {
      done.add("spill");
    }

    @Override
    public void holdTasks() {
      done.add("hold");
    }

    @Override
    public void trim() {
      done.add("trim");
    }

    @Override
    public long failTask(String reason) {
      done.add("fail");
      why = reason;
      return task;
    }

    @Override
    public void relax() {
      done.add("relax");
    }

    @Override
    public void tell(String text) {
      told.add(text);
    }
  }
}
