package io.heddle.driver.schedule;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.block.BlockLocations;
import io.heddle.driver.shuffle.MapOutputRegistry;
import io.heddle.driver.stage.StageGraph;
import java.util.ArrayList;
import java.util.List;

/** What all parts of the scheduler work on: the state, the time, and the actions so far. */
final class Books {
  final SchedulerOptions options;
  final Cluster cluster = new Cluster();
  final BlockLocations blocks = new BlockLocations();
  final MapOutputRegistry outputs = new MapOutputRegistry();
  final StageGraph graph = new StageGraph(outputs);
  final Progress progress = new Progress();
  final Reporter report;
  long now;
  private List<SchedulerAction> out = new ArrayList<>();

  Books(SchedulerOptions options) {
    this.options = options;
    this.report = new Reporter(this);
  }

  void begin(long nowMillis, List<SchedulerAction> actions) {
    // A clock that is set back must not make waits longer.
    now = Math.max(now, nowMillis);
    out = actions;
  }

  void act(SchedulerAction action) {
    out.add(action);
  }
}
