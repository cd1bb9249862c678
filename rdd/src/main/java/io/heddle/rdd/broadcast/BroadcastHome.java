package io.heddle.rdd.broadcast;

/** What a process knows of broadcasts: the driver's or an executor's. Safe for all threads. */
public interface BroadcastHome {
  /** Whether this is the driver, where broadcasts are made and ended. */
  boolean isDriver();

  /**
   * The value of a broadcast that was made elsewhere; fetched when it is not there.
   *
   * @throws io.heddle.error.HeddleException BROADCAST_DESTROYED, or that it cannot be fetched
   */
  Object value(Broadcast<?> broadcast);

  /** Drops the value and its bytes on all executors; they fetch it again when they need it. */
  void unpersist(long id);

  /** Drops the value and its bytes everywhere, for good. */
  void destroy(long id);
}
