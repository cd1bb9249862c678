package io.heddle.driver.allocation;

import java.util.List;

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

  /**
   * Containers are wanted back for somebody else. None of them counts as failed when it ends.
   *
   * @param strict whether exactly those named are; else as many, of which ever executors
   * @param executorIds those that are taken unless given back, or unless others are
   * @param count how many, where there is a choice
   * @param graceMillis from now until they are taken
   */
  void preemptionAsked(boolean strict, List<String> executorIds, int count, long graceMillis);

  /**
   * A node is going to leave: what runs on it may end, nothing else is started there.
   *
   * @param graceMillis from now until it leaves at the latest; 0 when not known
   */
  void nodeDecommissioning(String host, long graceMillis);

  /** A node stays that was going to leave. */
  void nodeStays(String host);

  /** What there is and what is waited for has changed. */
  void supplied(ExecutorSupply supply);

  /** The application cannot get executors any more; running jobs fail with this. */
  void failed(io.heddle.error.HeddleException cause);
}
