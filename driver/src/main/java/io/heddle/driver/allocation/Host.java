package io.heddle.driver.allocation;

/** A host that data or executors are on, one object each; owned by the {@link Cluster}. */
public final class Host {
  private final String name;
  private Rack rack;
  int executors;
  int launching;

  Host(String name, Rack rack) {
    this.name = name;
    this.rack = rack;
  }

  public String name() {
    return name;
  }

  /** Null when not known. */
  public Rack rack() {
    return rack;
  }

  void rack(Rack known) {
    rack = known;
  }

  /** Whether an executor runs, or is being started, on it. */
  public boolean inUse() {
    return executors + launching > 0;
  }
}
