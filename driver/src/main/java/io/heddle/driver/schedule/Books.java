package io.heddle.driver.schedule;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.block.BlockLocations;
import io.heddle.driver.shuffle.MapOutputRegistry;
import io.heddle.driver.stage.StageGraph;
import java.util.ArrayList;
import java.util.List;

/** What all parts of the scheduler work on: the state, the time, and the actions so far. */
final class Books {
  /** Ticks come much more often. */
  static final long LONGEST_STEP_MILLIS = 5_000;

  final SchedulerOptions options;
  final Cluster cluster = new Cluster();
  final BlockLocations blocks = new BlockLocations();
  final MapOutputRegistry outputs = new MapOutputRegistry();
  final StageGraph graph = new StageGraph(outputs);
  final Progress progress = new Progress();
  final Reporter report;
  final Reruns reruns = new Reruns(this);
  final Releases releases = new Releases(this);

  /** Time by which waits are measured: it never goes back, and never leaps. */
  long now;

  /** What the clock on the wall says, for people. */
  long wallMillis;

  private boolean begun;
  private List<SchedulerAction> out = new ArrayList<>();

  Books(SchedulerOptions options) {
    this.options = options;
    this.report = new Reporter(this);
  }

  void begin(long nowMillis, List<SchedulerAction> actions) {
    if (begun) {
      // A clock that is set back must not make waits longer. One that leaps was set forward, or
      // nobody was at work meanwhile: that the others were silent then says nothing about them.
      now += Math.max(0, Math.min(LONGEST_STEP_MILLIS, nowMillis - wallMillis));
    } else {
      begun = true;
      now = nowMillis;
    }
    wallMillis = nowMillis;
    out = actions;
  }

  void act(SchedulerAction action) {
    out.add(action);
  }
}
