package io.heddle.rdd.broadcast;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;

/**
 * A value that every task may read: sent to each executor once, whatever number of tasks and stages
 * use it, and kept there. Get one from {@code HeddleContext.broadcast}; functions capture it and
 * call {@link #value()}. The value must not be changed after that: who has which version would not
 * be defined, and tasks of one executor share one object.
 *
 * <p>Its bytes go when it is destroyed, when neither the program nor an RDD refers to it any more,
 * and at the application's end. Safe for all threads.
 */
public final class Broadcast<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long id;
  private final BroadcastChunks chunks;
  private final String host;
  private final int port;
  private transient BroadcastHome home;
  private transient T local;
  private transient volatile boolean destroyed;

  /**
   * For the driver.
   *
   * @param host where the driver serves its chunks to peers
   * @param local the value itself, which the driver's {@link #value()} gives
   */
  public Broadcast(
      long id, BroadcastChunks chunks, String host, int port, BroadcastHome home, T local) {
    this.id = id;
    this.chunks = Objects.requireNonNull(chunks);
    this.host = Objects.requireNonNull(host);
    this.port = port;
    this.home = Objects.requireNonNull(home);
    this.local = local;
  }

  /** Unique in the application. */
  public long id() {
    return id;
  }

  /** The chunks its bytes travel in. For the engine. */
  public BroadcastChunks chunks() {
    return chunks;
  }

  /** Where the driver serves the chunks. For the engine. */
  public String host() {
    return host;
  }

  /** As {@link #host()}. */
  public int port() {
    return port;
  }

  /** Tells one that has just arrived in a process where it is. For the engine. */
  public void arrive(BroadcastHome here) {
    home = here;
  }

  /**
   * A task attempt that read it has ended: the value is not held for it any more. For the engine.
   */
  public void letGo() {
    local = null;
  }

  /**
   * The value. In a task it may have to be fetched first; a task that has read it keeps it to its
   * own end.
   *
   * @throws HeddleException BROADCAST_DESTROYED after {@link #destroy()}
   */
  @SuppressWarnings("unchecked") // what was broadcast as T is read as T
  public T value() {
    checkAlive();
    if (home == null) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          this + " came as data, without a process to fetch it; capture it in the function");
    }
    T value = local;
    if (value == null) {
      value = (T) home.value(this);
      local = value;
    }
    return value;
  }

  /** Drops the value on all executors; they fetch it again when they need it. Driver only. */
  public void unpersist() {
    checkAlive();
    inDriver("unpersist").unpersist(id);
  }

  /**
   * Drops the value for good; reading it from now on fails. Returns at once. Calling it again does
   * nothing. Driver only.
   */
  public void destroy() {
    BroadcastHome driver = inDriver("destroy");
    if (!destroyed) {
      destroyed = true;
      local = null;
      driver.destroy(id);
    }
  }

  private BroadcastHome inDriver(String operation) {
    if (home == null || !home.isDriver()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, operation + " is called in the driver only");
    }
    return home;
  }

  private void checkAlive() {
    if (destroyed) {
      throw new HeddleException(ErrorCode.BROADCAST_DESTROYED, this + " has been destroyed");
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    checkAlive();
    out.defaultWriteObject();
  }

  @Override
  public String toString() {
    return "broadcast " + id;
  }
}
