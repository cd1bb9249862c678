package io.heddle.driver.simulation;

import io.heddle.driver.stage.StageSpec;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What the scheduler has been told about one stage's tasks. */
final class StageBook {
  static final int MISSING = -1;
  static final long NOT_WAITING = Long.MAX_VALUE;

  final StageSpec spec;
  final int[] launches;

  /** Attempts under way that nobody has asked to end. */
  final int[] live;

  /** Why the next launch of a task would be one more; null before the first. */
  final Rerun[] why;

  final int[] failures;

  /** Since when each task has been waiting though it could run. */
  final long[] waitingSince;

  /** The attempt whose output is in the table, or {@link #MISSING}; of a result stage 0: given. */
  final int[] outputs;

  final String[] hosts;
  final String[] writers;

  /** Outputs that the scheduler may give up though nobody said that they are lost. */
  final BitSet doubtful = new BitSet();

  /** What tasks added to accumulators and was counted. */
  final BitSet counted = new BitSet();

  /** In which attempt of the stage a host could first not be reached. */
  final Map<String, Integer> unreachable = new HashMap<>();

  int missing;
  int fetchFailures;

  /** Changes when outputs are lost. */
  int losses;

  StageBook(StageSpec spec) {
    int n = spec.tasks();
    this.spec = spec;
    launches = new int[n];
    live = new int[n];
    why = new Rerun[n];
    failures = new int[n];
    waitingSince = new long[n];
    Arrays.fill(waitingSince, NOT_WAITING);
    outputs = new int[n];
    Arrays.fill(outputs, MISSING);
    hosts = new String[n];
    writers = new String[n];
    missing = n;
  }

  boolean has(int task) {
    return outputs[task] != MISSING;
  }

  /** Whether a task is to be run that is not under way. */
  boolean hasWaiting() {
    for (int task = 0; missing > 0 && task < outputs.length; task++) {
      if (!has(task) && live[task] == 0) {
        return true;
      }
    }
    return false;
  }

  boolean isComplete() {
    return missing == 0;
  }

  void put(int task, int attempt, String host, String writer) {
    if (!has(task) || doubtful.get(task)) {
      missing -= has(task) ? 0 : 1;
      outputs[task] = attempt;
      hosts[task] = host;
      writers[task] = writer;
      doubtful.clear(task);
    }
  }

  void lose(int task, Rerun reason) {
    if (has(task)) {
      outputs[task] = MISSING;
      doubtful.clear(task);
      missing++;
      losses++;
      why[task] = reason;
    }
  }
}
