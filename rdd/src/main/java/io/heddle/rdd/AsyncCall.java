package io.heddle.rdd;

import io.heddle.rdd.spi.JobHandle;
import java.util.ArrayList;
import java.util.List;

/** The jobs of one action that runs in a thread of the engine's. Safe for all threads. */
final class AsyncCall {
  private final String callSite;
  private final boolean eager;
  private final List<JobHandle> jobs = new ArrayList<>();
  private String cancelled;

  /**
   * @param eager whether each result is wanted as soon as it is there
   */
  AsyncCall(String callSite, boolean eager) {
    this.callSite = callSite;
    this.eager = eager;
  }

  String callSite() {
    return callSite;
  }

  boolean eager() {
    return eager;
  }

  /** A further job of the action; cancelled at once when the action was. */
  void began(JobHandle job) {
    String reason;
    synchronized (this) {
      jobs.add(job);
      reason = cancelled;
    }
    if (reason != null) {
      job.cancel(reason);
    }
  }

  void cancel(String reason) {
    List<JobHandle> now;
    synchronized (this) {
      cancelled = reason;
      now = List.copyOf(jobs);
    }
    now.forEach(job -> job.cancel(reason));
  }

  synchronized List<Integer> jobIds() {
    List<Integer> ids = new ArrayList<>();
    jobs.forEach(job -> job.jobId().ifPresent(ids::add));
    return ids;
  }
}
