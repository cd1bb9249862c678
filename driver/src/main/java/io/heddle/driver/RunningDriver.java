package io.heddle.driver;

import io.heddle.rdd.spi.JobRunner;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The driver of the process that a user's program runs in, where the process has one: the
 * ApplicationMaster, or {@code heddle submit --master local[N]}. This is the one piece of state
 * that belongs to the JVM as a whole, since a program's {@code main} is called with nothing but its
 * arguments.
 */
public final class RunningDriver {
  private static final AtomicReference<JobRunner> INSTALLED = new AtomicReference<>();

  private RunningDriver() {}

  /**
   * Makes every context of this process use the runner. Called once, before the program's {@code
   * main}.
   *
   * @throws IllegalStateException if another runner was installed before
   */
  public static void install(JobRunner runner) {
    if (!INSTALLED.compareAndSet(null, runner)) {
      throw new IllegalStateException("this process has a driver already");
    }
  }

  static Optional<JobRunner> installed() {
    return Optional.ofNullable(INSTALLED.get());
  }
}
