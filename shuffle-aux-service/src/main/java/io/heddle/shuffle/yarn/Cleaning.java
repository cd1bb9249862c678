package io.heddle.shuffle.yarn;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what applications leave, in a thread of its own, as the NodeManager waits for its
 * services: what an application wrote, when it has ended, and from time to time what is on the
 * disks of applications that nobody knows.
 */
final class Cleaning {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);
  private static final long LOOK_SECONDS = 3600;
  private static final long STOP_SECONDS = 5;

  private final LeftFiles files;
  private final ScheduledThreadPoolExecutor thread;

  Cleaning(LeftFiles files) {
    this.files = files;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread cleaner = new Thread(task, "heddle-shuffle-cleaner");
              cleaner.setDaemon(true);
              return cleaner;
            });
  }

  /**
   * Begins to look for orphans: now, and each hour, or each {@code ageSeconds} where that is less.
   *
   * @param ageSeconds how long an unknown application's outputs must not have changed
   */
  void watch(Predicate<String> known, long ageSeconds) {
    Runnable look = () -> look(known, ageSeconds);
    long interval = Math.max(1, Math.min(LOOK_SECONDS, ageSeconds));
    thread.execute(look);
    thread.scheduleWithFixedDelay(look, interval, interval, TimeUnit.SECONDS);
  }

  private void look(Predicate<String> known, long ageSeconds) {
    try {
      files.removeOrphans(known, System.currentTimeMillis() - ageSeconds * 1000);
    } catch (RuntimeException e) {
      // An exception would end the timer.
      LOG.error("the search for what applications left has failed", e);
    }
  }

  void ended(String applicationId) {
    try {
      thread.execute(() -> files.removeOf(applicationId));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has ended while the service stops; what it left is found later", applicationId);
    }
  }

  /** Lets what was begun or asked for come to its end, for a few seconds. */
  void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.info("leaves the removal of files to the next start");
    }
  }
}
