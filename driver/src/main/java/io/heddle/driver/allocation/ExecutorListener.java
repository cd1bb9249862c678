package io.heddle.driver.allocation;

/** What a provider tells the driver. May be called by any thread; returns at once. */
public interface ExecutorListener {
  /**
   * An executor is being started on a host; it is usable once it has registered.
   *
   * @param rack empty when not known
   */
  void launching(String executorId, String host, String rack, String containerId);

  /**
   * An executor is gone, whether it had registered or not.
   *
   * @param failed whether it counts as a failure: it died by itself, rather than being released or
   *     preempted
   */
  void ended(String executorId, String reason, boolean failed);

  /** A whole node is gone, with the map outputs on it. */
  void nodeLost(String host, String reason);

  /** The application cannot get executors any more; running jobs fail with this. */
  void failed(io.heddle.error.HeddleException cause);
}
