package io.heddle.driver.job;

import io.heddle.driver.pool.PoolSpec;
import io.heddle.driver.stage.StageState;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A job under way. It begins when it is submitted and ends once: completed when each partition's
 * result has been given, or failed.
 */
public final class JobState {
  private final JobSpec spec;
  private final StageState result;
  private final PoolSpec pool;
  private final Set<StageState> stages = new LinkedHashSet<>();
  private final BitSet given = new BitSet();
  private long resultBytes;
  private int count;

  public JobState(JobSpec spec, StageState result, PoolSpec pool) {
    this.spec = spec;
    this.result = result;
    this.pool = pool;
  }

  public int id() {
    return spec.jobId();
  }

  public JobSpec spec() {
    return spec;
  }

  public StageState result() {
    return result;
  }

  /** Whose slots it runs on, where there are pools. */
  public PoolSpec pool() {
    return pool;
  }

  /** The stages it has needed so far. Not a copy. */
  public Set<StageState> stages() {
    return stages;
  }

  /**
   * A partition's result has come.
   *
   * @return false when it had come before
   */
  public boolean give(int position, long bytes) {
    if (given.get(position)) {
      return false;
    }
    given.set(position);
    count++;
    resultBytes += bytes;
    return true;
  }

  public long resultBytes() {
    return resultBytes;
  }

  /** Whether results have been given out. */
  public boolean hasResults() {
    return count > 0;
  }

  public boolean isComplete() {
    return count == spec.result().tasks();
  }

  /** Positions without a result, ascending. */
  public int[] missing() {
    int[] missing = new int[spec.result().tasks() - count];
    for (int i = 0, n = 0; n < missing.length; i++) {
      if (!given.get(i)) {
        missing[n++] = i;
      }
    }
    return missing;
  }
}
