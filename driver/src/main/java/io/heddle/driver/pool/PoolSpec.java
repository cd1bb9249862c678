package io.heddle.driver.pool;

import io.heddle.conf.SchedulingMode;
import java.util.Objects;

/**
 * A pool as it is configured.
 *
 * @param mode among the jobs of the pool
 * @param weight of the pool's share beside those of other pools, at least 1
 * @param minShare slots that it gets before others get more than theirs, at least 0
 */
public record PoolSpec(String name, SchedulingMode mode, int weight, int minShare) {
  /** Where jobs go whose thread has not chosen. */
  public static final String DEFAULT_NAME = "default";

  public PoolSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(mode);
    if (weight < 1 || minShare < 0) {
      throw new IllegalArgumentException(
          "pool " + name + " with weight " + weight + " and least share " + minShare);
    }
  }

  /** What a pool is when nothing is said of it. */
  static PoolSpec plain(String name) {
    return new PoolSpec(name, SchedulingMode.FIFO, 1, 0);
  }
}
