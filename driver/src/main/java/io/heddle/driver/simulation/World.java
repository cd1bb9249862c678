package io.heddle.driver.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parts of one simulation share. */
final class World {
  private static final int TRACE_LINES = 40;

  final Profile profile;
  final Timeline time = new Timeline();
  final Trace trace = new Trace(TRACE_LINES);
  final Tally tally = new Tally();
  final Disks disks = new Disks(time);
  final List<Node> nodes = new ArrayList<>();
  final Dice network;
  final Dice machines;

  /** The processes that are alive, by id. */
  final Map<String, SimExecutor> executors = new LinkedHashMap<>();

  final Workload workload;
  final Ledger ledger;
  final Scheduling scheduling;
  final SimProvider provider;
  final Mishaps mishaps;

  World(Dice dice, int executors) {
    profile = Profile.of(dice.fork(), executors);
    network = dice.fork();
    machines = dice.fork();
    Dice shape = dice.fork();
    int room = (profile.executors() + profile.hosts() - 1) / profile.hosts();
    for (int i = 0; i < profile.hosts(); i++) {
      String rack = "/r" + i % profile.racks();
      nodes.add(new Node("h" + i, rack, room + shape.below(2)));
    }
    workload = new Workload(this, dice.fork());
    ledger = new Ledger(this);
    scheduling = new Scheduling(this);
    provider = new SimProvider(this, dice.fork());
    mishaps = new Mishaps();
  }

  /** Small things that are to go wrong with the next tasks that end. */
  static final class Mishaps {
    int fail;
    int kill;
    int twice;
  }

  void note(String happened) {
    trace.add(time.now(), happened);
  }
}
