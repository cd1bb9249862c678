package io.heddle.driver;

import io.heddle.conf.HeddleConf;
import io.heddle.driver.allocation.ExecutorProvider;
import io.heddle.driver.recovery.Recovery;
import io.heddle.monitoring.event.EventSink;
import java.time.Clock;
import java.util.Objects;

/**
 * What a driver is started with.
 *
 * @param applicationId YARN's, or {@code local-<millis>}; unique among the drivers of a JVM
 * @param conf the application's settings; sent to every executor that registers
 * @param secret the application's, which executors prove to hold; kept, not copied, never logged
 * @param bindHost the address the server listens on, at a free port; empty: no socket, executors
 *     connect in-process under the name {@code applicationId}
 * @param advertisedHost what executors are told to connect to; empty when in-process
 * @param executors starts and ends executors
 * @param events takes what happens to jobs, tasks and executors, called by the scheduler's thread;
 *     {@link #NO_EVENTS} when nobody listens, which saves making them. The application's start and
 *     end are told by whoever owns the driver
 * @param userClasses loads the classes of the user's results
 * @param clock wall clock, for event times and timeouts
 * @param recovery what earlier attempts of the application left, and what is kept for later ones;
 *     closed with the driver
 */
@SuppressWarnings("ArrayRecordComponent") // a secret has no value semantics worth having
public record DriverOptions(
    String applicationId,
    HeddleConf conf,
    byte[] secret,
    String bindHost,
    String advertisedHost,
    ExecutorProvider executors,
    EventSink events,
    ClassLoader userClasses,
    Clock clock,
    Recovery recovery) {
  /** For drivers whose events nobody wants. */
  public static final EventSink NO_EVENTS = event -> {};

  public DriverOptions {
    Objects.requireNonNull(applicationId);
    Objects.requireNonNull(conf);
    Objects.requireNonNull(secret);
    Objects.requireNonNull(bindHost);
    Objects.requireNonNull(advertisedHost);
    Objects.requireNonNull(executors);
    Objects.requireNonNull(events);
    Objects.requireNonNull(userClasses);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(recovery);
  }

  /** For an application of one attempt. */
  public DriverOptions(
      String applicationId,
      HeddleConf conf,
      byte[] secret,
      String bindHost,
      String advertisedHost,
      ExecutorProvider executors,
      EventSink events,
      ClassLoader userClasses,
      Clock clock) {
    this(
        applicationId,
        conf,
        secret,
        bindHost,
        advertisedHost,
        executors,
        events,
        userClasses,
        clock,
        Recovery.off());
  }

  boolean hasEvents() {
    return events != NO_EVENTS;
  }

  boolean inProcess() {
    return bindHost.isEmpty();
  }
}
