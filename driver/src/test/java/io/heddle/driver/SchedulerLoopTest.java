package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import io.heddle.driver.schedule.Scheduler;
import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.driver.schedule.SchedulerOptions;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerLoopTest {
  private static final int POSTERS = 4;
  private static final int EACH = 20_000;

  private final AtomicInteger notices = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicReference<Throwable> broken = new AtomicReference<>();

  /** Counts the notices, and whether two threads ever perform at once. */
  private SchedulerAction.Performer performer() {
    return (SchedulerAction.Performer)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SchedulerAction.Performer.class},
            (proxy, method, args) -> {
              if (inside.incrementAndGet() > 1) {
                broken.compareAndSet(null, new AssertionError("two workers at once"));
              }
              if (args[0] instanceof SchedulerAction.EmitEvent emit && emit.event().hasNotice()) {
                notices.incrementAndGet();
              }
              inside.decrementAndGet();
              return null;
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneThreadAtATimeWorksAndEachEventIsTakenOnce(boolean byPoster) throws InterruptedException {
    SchedulerLoop loop =
        new SchedulerLoop(
            new Scheduler(SchedulerOptions.of(HeddleConf.empty(), true)),
            performer(),
            Clock.systemUTC(),
            1,
            byPoster,
            () -> {},
            cause -> broken.compareAndSet(null, cause));
    loop.start();
    List<Thread> posters = new ArrayList<>();
    for (int i = 0; i < POSTERS; i++) {
      Thread poster = new Thread(() -> postAll(loop));
      posters.add(poster);
      poster.start();
    }
    for (Thread poster : posters) {
      poster.join();
    }
    loop.stop();
    assertThat(broken.get()).isNull();
    assertThat(notices.get()).isEqualTo(POSTERS * EACH);
  }

  private static void postAll(SchedulerLoop loop) {
    for (int i = 0; i < EACH; i++) {
      loop.post(new SchedulerEvent.ExecutorRemarked("1", "a remark"));
      for (int pause = i % 512; pause > 0; pause--) {
        Thread.onSpinWait(); // so that the queue is empty time and again
      }
    }
  }
}
