package io.heddle.driver.simulation;

import io.heddle.driver.job.JobSpec;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import java.util.List;

/** Breaks things, at times and places that the seed gives. */
final class Faults {
  /** The longest that anything stays broken. */
  static final long LONGEST_MILLIS = 120_000;

  private static final long FOR_GOOD_MILLIS = 100_000_000;

  private final World world;
  private final Dice dice;

  Faults(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  void plan() {
    for (int i = 0; i < world.profile.faults(); i++) {
      FaultKind kind = dice.of(world.profile.kinds());
      world.time.after(dice.below(world.profile.faultsUntilMillis()), () -> inject(kind));
    }
    // At last the cluster gives what it was asked for.
    world.time.after(
        world.profile.faultsUntilMillis() + LONGEST_MILLIS,
        () -> world.provider.grantAtMost(Integer.MAX_VALUE));
  }

  private long aWhile() {
    return dice.spread(100, (int) LONGEST_MILLIS);
  }

  private void inject(FaultKind kind) {
    if (happens(kind)) {
      switch (kind) { // counted where they happen
        case TASK_FAILED, TASK_KILLED, REPORT_TWICE, LAUNCH_FAILED, LAUNCH_HANGS -> {}
        default -> world.tally.fault(kind);
      }
    }
  }

  private boolean happens(FaultKind kind) {
    return switch (kind) {
      case TASK_FAILED -> done(() -> world.mishaps.fail += dice.between(1, 4));
      case TASK_KILLED -> done(() -> world.mishaps.kill += dice.between(1, 4));
      case REPORT_TWICE -> done(() -> world.mishaps.twice += dice.between(1, 4));
      case LAUNCH_FAILED -> done(() -> world.provider.failLaunches(dice.between(1, 3)));
      case LAUNCH_HANGS -> done(() -> world.provider.hangLaunches(dice.between(1, 3)));
      case FEWER_GRANTED ->
          done(() -> world.provider.grantAtMost(dice.between(1, world.profile.executors())));
      case CLOCK_FORWARD -> done(() -> world.scheduling.jump(1_000L * dice.spread(1, 100_000)));
      case CLOCK_BACK -> done(() -> world.scheduling.jump(-1_000L * dice.spread(1, 100_000)));
      case NODE_LOST, NODE_CALLED_LOST, NODE_UNREACHABLE, RACK_LOST, NODE_DECOMMISSIONED ->
          node(kind);
      case GIVEN_BACK_STRICTLY -> world.provider.wantBack(true, dice.between(1, 4), aWhile());
      case GIVEN_BACK_BY_CHOICE -> world.provider.wantBack(false, dice.between(1, 4), aWhile());
      case OUTPUT_LOST, OUTPUT_CORRUPT -> output(kind);
      case JOB_CANCELLED -> cancel();
      default ->
          !world.executors.isEmpty()
              && executor(kind, dice.of(List.copyOf(world.executors.values())));
    };
  }

  private static boolean done(Runnable what) {
    what.run();
    return true;
  }

  private boolean executor(FaultKind kind, SimExecutor victim) {
    world.note(kind.text() + ": " + victim.id + " on " + victim.node.host);
    switch (kind) {
      case EXECUTOR_CRASH -> victim.die("exit 1", dice.oneIn(2));
      case EXECUTOR_PREEMPTED -> victim.die("preempted", false);
      case EXECUTOR_SLOW -> victim.slowness = 1 + dice.below(20);
      case EXECUTOR_PAUSED -> victim.pause(aWhile());
      case EXECUTOR_FROZEN -> victim.pause(FOR_GOOD_MILLIS);
      case EXECUTOR_CUT_OFF -> cutOff(victim);
      case STREAM_BROKEN -> victim.breakStream("its stream broke: reset");
      case MESSAGES_LATE -> victim.lateMillis = dice.spread(100, 10_000);
      case STALE_REPORT -> stale(victim);
      case EXECUTOR_DRAINING -> {
        victim.drain();
        world.time.after(aWhile(), () -> victim.die("its node is decommissioned", false));
      }
      default -> throw new IllegalStateException("not a fault of an executor: " + kind);
    }
    return true;
  }

  /** Nothing gets through; when that lasts, both ends give the stream up. */
  private void cutOff(SimExecutor victim) {
    long millis = aWhile();
    Session session = victim.session();
    victim.cutOffUntil = world.time.now() + millis;
    if (millis > world.profile.keepAliveMillis()) {
      world.time.after(
          world.profile.keepAliveMillis(),
          () -> {
            if (victim.session() == session) {
              session.tell("its stream broke: keepalive failed");
              victim.breakStream("keepalive failed");
            }
          });
    }
    if (dice.oneIn(2)) { // peers cannot reach it either
      unreachable(victim.node, millis);
    }
  }

  private void unreachable(Node node, long millis) {
    node.unreachableUntil = Math.max(node.unreachableUntil, world.time.now() + millis);
    world.disks.trouble(node.unreachableUntil);
  }

  /** Some reader reports outputs, of its tables as they are or were, for a task long gone. */
  private void stale(SimExecutor victim) {
    SimExecutor.Running task = victim.running().values().stream().findFirst().orElse(null);
    if (task == null || task.tables().isEmpty()) {
      return;
    }
    MapOutputs table = dice.of(task.tables());
    if (table.getOutputsCount() == 0) {
      return;
    }
    MapOutput output = table.getOutputs(dice.below(table.getOutputsCount()));
    FetchFailed failure =
        FetchFailed.newBuilder()
            .setShuffleId(table.getShuffleId())
            .setMapId(output.getMapId())
            .setMapAttempt(output.getAttempt() - 1)
            .setEpoch(table.getEpoch())
            .setHost(table.getLocations(output.getLocation()).getHost())
            .setReason("MISSING")
            .build();
    // The attempt ends with it: what it complains about was replaced before.
    victim.running().remove(task.launch().taskId());
    victim.report(
        victim.session(),
        TaskEnded.newBuilder().setTaskId(task.launch().taskId()).setFetchFailed(failure).build());
  }

  private boolean output(FaultKind kind) {
    List<Disks.Output> all = world.disks.all();
    if (all.isEmpty()) {
      return false;
    }
    Disks.Output victim = dice.of(all);
    world.note(kind.text() + ": " + victim.shuffleId + "/" + victim.mapId + "." + victim.attempt);
    if (kind == FaultKind.OUTPUT_CORRUPT) {
      world.disks.corrupt(victim);
    } else if (dice.oneIn(2)) {
      world.disks.remove(output -> output == victim);
    } else { // a whole disk of the node
      int disk = dice.below(3);
      world.disks.remove(o -> o.node == victim.node && o.mapId % 3 == disk);
    }
    return true;
  }

  private boolean cancel() {
    List<JobSpec> running = world.workload.running();
    if (running.isEmpty()) {
      return false;
    }
    JobSpec victim = dice.of(running);
    world.note("job cancelled: " + victim.jobId());
    world.workload.cancel(victim);
    return true;
  }

  private boolean node(FaultKind kind) {
    Node victim = dice.of(world.nodes);
    world.note(kind.text() + ": " + (kind == FaultKind.RACK_LOST ? victim.rack : victim.host));
    switch (kind) {
      case NODE_UNREACHABLE -> unreachable(victim, aWhile());
      case NODE_CALLED_LOST -> {
        world.provider.nodeEnded(victim, "its node is lost");
        sayLost(victim);
      }
      case NODE_LOST -> lose(victim);
      case NODE_DECOMMISSIONED -> decommission(victim);
      default -> world.nodes.stream().filter(n -> n.rack.equals(victim.rack)).forEach(this::lose);
    }
    return true;
  }

  private void decommission(Node node) {
    if (!node.up) {
      return;
    }
    long grace = aWhile();
    node.leaving = true;
    world.provider.say(
        new SchedulerEvent.NodeDecommissioning(node.host, dice.oneIn(2) ? 0 : grace));
    world.time.after(
        grace,
        () -> {
          node.leaving = false;
          if (dice.oneIn(2)) {
            world.provider.say(new SchedulerEvent.NodeStays(node.host));
          } else {
            lose(node);
          }
        });
  }

  private void lose(Node node) {
    if (!node.up) {
      return;
    }
    node.up = false;
    world.disks.remove(output -> output.node == node);
    boolean first = dice.oneIn(2);
    if (first) {
      sayLost(node);
    }
    world.provider.nodeEnded(node, "its node is lost");
    if (!first) {
      world.time.after(dice.below(20_000), () -> sayLost(node));
    }
    world.time.after(aWhile(), () -> node.up = true);
  }

  private void sayLost(Node node) {
    world.provider.say(new SchedulerEvent.NodeLost(node.host, "gone"));
  }

  /** Cached blocks leave now and then, as others need the room. */
  void evict() {
    for (SimExecutor executor : List.copyOf(world.executors.values())) {
      if (executor.isWorking() && !executor.blocks().isEmpty() && dice.oneIn(4)) {
        BlockKey key = executor.blocks().iterator().next();
        executor.drop(key);
      }
    }
  }
}
