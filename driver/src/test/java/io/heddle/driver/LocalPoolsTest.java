package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.SchedulingMode;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.rdd.FutureAction;
import io.heddle.rdd.HeddleContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads choose pools, and slots go by them. Tasks run in this JVM, so they share its statics. */
@Timeout(60)
class LocalPoolsTest {
  private static final AtomicInteger FIRST_BEGUN = new AtomicInteger();
  private static final Semaphore MAY_END = new Semaphore(0);
  private static final CountDownLatch SECOND_BEGUN = new CountDownLatch(1);

  private final StatusStore status = new StatusStore(StoreLimits.defaults());
  private final HeddleContext context =
      HeddleContext.on(
          LocalDriver.start(
              HeddleConf.empty()
                  .with(ApplicationSettings.MASTER, "local[2]")
                  .with(SchedulerSettings.MODE, SchedulingMode.FAIR),
              getClass().getClassLoader(),
              status),
          null);

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void aSlotThatComesFreeGoesToThePoolThatHasNone() throws Exception {
    context.setLocalProperty("heddle.scheduler.pool", "first");
    FutureAction<Void> first =
        context
            .range(0, 8, 1, 8)
            .foreachAsync(
                n -> {
                  FIRST_BEGUN.incrementAndGet();
                  MAY_END.acquire();
                });
    while (FIRST_BEGUN.get() < 2) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    context.setLocalProperty("heddle.scheduler.pool", "second");
    FutureAction<Void> second =
        context
            .range(0, 1, 1, 1)
            .foreachAsync(
                n -> {
                  SECOND_BEGUN.countDown();
                  MAY_END.acquire();
                });
    while (second.jobIds().isEmpty()) { // once it is in the scheduler's queue
      TimeUnit.MILLISECONDS.sleep(1);
    }

    MAY_END.release();
    SECOND_BEGUN.await();

    assertThat(FIRST_BEGUN).hasValue(2);
    MAY_END.release(8);
    first.get();
    second.get();
    assertThat(status.jobs())
        .extracting(job -> job.pool())
        .containsExactlyInAnyOrder("first", "second");
  }
}
