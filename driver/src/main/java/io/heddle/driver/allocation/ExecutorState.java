package io.heddle.driver.allocation;

import java.util.Objects;

/**
 * One registered executor as the scheduler sees it: where it is and how many of its slots are free.
 * Changed only through the {@link Cluster}.
 *
 * <p>Transitions: usable → draining → gone, or usable → gone. A slot is taken when a task is
 * launched and given back when its end is reported, whatever the scheduler thinks of the task by
 * then.
 */
public final class ExecutorState {
  private final String id;
  private final int index;
  private final Host host;
  private final int slots;
  private final int shufflePort;
  private int peerPort;
  int free;
  int positionInFree = -1;
  boolean draining;
  private boolean excluded;
  boolean gone;
  long lastHeardMillis;
  long idleSinceMillis;

  ExecutorState(String id, int index, Host host, int slots, int shufflePort, long nowMillis) {
    this.id = Objects.requireNonNull(id);
    this.index = index;
    this.host = host;
    this.slots = slots;
    this.shufflePort = shufflePort;
    this.free = slots;
    this.lastHeardMillis = nowMillis;
    this.idleSinceMillis = nowMillis;
  }

  public String id() {
    return id;
  }

  /** A number of its own, counted from 0, never used again. */
  public int index() {
    return index;
  }

  public Host host() {
    return host;
  }

  public int slots() {
    return slots;
  }

  public int freeSlots() {
    return free;
  }

  /** Whether it runs nothing. */
  public boolean isIdle() {
    return free == slots;
  }

  public boolean isDraining() {
    return draining;
  }

  /** Whether it gets no tasks for now, as too many failed on it or on its host. */
  public boolean isExcluded() {
    return excluded;
  }

  /** It gets no tasks, or gets them again. */
  public void exclude(boolean fromTasks) {
    excluded = fromTasks;
  }

  /** Where its peers read its blocks; 0 as long as it has told none. */
  public int peerPort() {
    return peerPort;
  }

  /** It has told where its peers read its blocks. */
  public void peerPort(int port) {
    peerPort = port;
  }

  /** Whether it is usable and has a free slot. */
  public boolean takesTasks() {
    return !gone && !draining && free > 0;
  }

  public boolean isGone() {
    return gone;
  }

  /** Since when it runs nothing; defined while {@link #isIdle()}. */
  public long idleSinceMillis() {
    return idleSinceMillis;
  }

  public long lastHeardMillis() {
    return lastHeardMillis;
  }

  public void heard(long nowMillis) {
    lastHeardMillis = nowMillis;
  }

  /** Of the shuffle service that serves its map outputs; 0: they live and die with it. */
  public int shufflePort() {
    return shufflePort;
  }

  @Override
  public String toString() {
    return id + "@" + host.name();
  }
}
