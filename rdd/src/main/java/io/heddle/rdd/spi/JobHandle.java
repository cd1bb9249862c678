package io.heddle.rdd.spi;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One job, between the program that asks for it and the driver that runs it: what it is called by,
 * and how it is stopped. Safe for all threads.
 */
public final class JobHandle {
  /** Property: what people see in place of the action's name. */
  public static final String DESCRIPTION = "heddle.job.description";

  /** Property: the group that the job can be cancelled with. */
  public static final String GROUP = "heddle.job.group";

  private final String action;
  private final String callSite;
  private final Map<String, String> properties;
  private final boolean eager;
  private Consumer<HeddleException> canceller;
  private HeddleException cancelled;
  private OptionalInt jobId = OptionalInt.empty();

  /**
   * @param action the API's word for it: {@code collect}
   * @param callSite where the user called it
   * @param properties the calling thread's local properties; copied
   * @param eager whether each result is wanted as soon as it is there, which costs more
   */
  public JobHandle(String action, String callSite, Map<String, String> properties, boolean eager) {
    this.action = Objects.requireNonNull(action);
    this.callSite = Objects.requireNonNull(callSite);
    this.properties = Map.copyOf(properties);
    this.eager = eager;
  }

  public String action() {
    return action;
  }

  public String callSite() {
    return callSite;
  }

  public Map<String, String> properties() {
    return properties;
  }

  public boolean eager() {
    return eager;
  }

  /** The driver's number for it; empty before it was submitted. */
  public synchronized OptionalInt jobId() {
    return jobId;
  }

  /**
   * The driver has taken the job.
   *
   * @param canceller ends the job with the cause given; called once at most, at once when the job
   *     was cancelled before
   */
  public void submitted(int id, Consumer<HeddleException> canceller) {
    HeddleException cause;
    synchronized (this) {
      jobId = OptionalInt.of(id);
      this.canceller = canceller;
      cause = cancelled;
    }
    if (cause != null) {
      canceller.accept(cause);
    }
  }

  /**
   * Stops the job: its running tasks are ended, and whoever waits for it gets JOB_CANCELLED. The
   * first call counts; a job that has ended already is left as it is.
   *
   * @param reason for people
   */
  public void cancel(String reason) {
    Consumer<HeddleException> now;
    HeddleException cause =
        new HeddleException(
            ErrorCode.JOB_CANCELLED, action + " at " + callSite + " was cancelled: " + reason);
    synchronized (this) {
      if (cancelled != null) {
        return;
      }
      cancelled = cause;
      now = canceller;
    }
    if (now != null) {
      now.accept(cause);
    }
  }

  /**
   * Does nothing for a job that nobody cancelled.
   *
   * @throws HeddleException JOB_CANCELLED
   */
  public synchronized void checkCancelled() {
    if (cancelled != null) {
      throw new HeddleException(cancelled.code(), cancelled.detail());
    }
  }
}
