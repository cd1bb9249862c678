package io.heddle.driver.allocation;

/** A rack of the cluster, one object each; owned by the {@link Cluster}. */
public final class Rack {
  private final String name;
  int executors;
  int launching;

  Rack(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Whether an executor runs, or is being started, on one of its hosts. */
  public boolean inUse() {
    return executors + launching > 0;
  }
}
