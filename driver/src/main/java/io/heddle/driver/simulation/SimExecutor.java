package io.heddle.driver.simulation;

import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.CachedBlock;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An executor's process: what it was really sent, what runs on it, what it holds.
 *
 * <p>When its stream breaks, all that runs ends unreported and what it was sent is forgotten; for
 * ten seconds it tries to register again, and then ends.
 */
final class SimExecutor {
  private static final long RECONNECT_MILLIS = 10_000;
  private static final int PEER_PORT = 7450;

  /** A task that runs, with the tables it goes by. */
  record Running(Launch launch, List<MapOutputs> tables) {}

  final String id;
  final Node node;
  final int slots;
  final int shufflePort;
  double slowness = 1;
  long cutOffUntil;
  long pausedUntil;
  int lateMillis;

  private final World world;
  private final TaskRunner runner;
  private final Map<Long, Running> running = new LinkedHashMap<>();
  private final Set<Integer> programs = new HashSet<>();
  private final Map<Integer, MapOutputs> tables = new HashMap<>();
  private final Set<BlockKey> blocks = new LinkedHashSet<>();
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private Session session;
  private boolean alive = true;
  private boolean draining;

  SimExecutor(World world, String id, Node node, int slots, int shufflePort) {
    this.world = world;
    this.id = id;
    this.node = node;
    this.slots = slots;
    this.shufflePort = shufflePort;
    this.runner = new TaskRunner(world, this);
  }

  boolean isAlive() {
    return alive;
  }

  /** Whether what it runs is going to be reported, sooner or later. */
  boolean isWorking() {
    return alive && session != null && session.isOpen();
  }

  boolean isDraining() {
    return draining;
  }

  Session session() {
    return session;
  }

  Set<BlockKey> blocks() {
    return blocks;
  }

  Map<Long, Running> running() {
    return running;
  }

  // The stream.

  void connect() {
    session = new Session(world, this);
    String rack = world.machines.oneIn(10) ? "" : node.rack;
    session.up(
        new SchedulerEvent.ExecutorRegistered(id, node.host, rack, slots, shufflePort, "c", ""));
    if (draining) {
      session.up(new SchedulerEvent.ExecutorDraining(id, "its node is going"));
    }
    beat(session);
  }

  private void beat(Session of) {
    world.time.after(
        world.profile.silenceMillis() / 4,
        () -> {
          if (alive && of == session && of.isOpen()) {
            if (!isPaused()) {
              of.up(new SchedulerEvent.ExecutorHeard(id, Heartbeat.getDefaultInstance()));
            }
            beat(of);
          }
        });
  }

  private boolean isPaused() {
    return world.time.now() < pausedUntil;
  }

  /** A command has arrived; a paused process finds it later. */
  void receive(Session from, Consumer<Session> command) {
    inbox.add(
        () -> {
          if (alive && from == session && from.isOpen()) {
            command.accept(from);
          }
        });
    readInbox();
  }

  private void readInbox() {
    while (!inbox.isEmpty() && !isPaused()) {
      inbox.poll().run();
    }
  }

  void pause(long millis) {
    pausedUntil = Math.max(pausedUntil, world.time.now() + millis);
    world.time.at(pausedUntil, this::readInbox);
  }

  /** Its stream breaks. */
  void breakStream(String reason) {
    if (session != null && session.isOpen()) {
      session.broken(reason);
      forgetAll();
      reconnect(world.time.now() + RECONNECT_MILLIS);
    }
  }

  private void forgetAll() {
    running.clear();
    programs.clear();
    tables.clear();
    blocks.clear();
    inbox.clear();
  }

  private void reconnect(long untilMillis) {
    world.time.after(
        500 + world.network.below(1_000),
        () -> {
          if (!alive || session.isOpen()) {
            return;
          }
          if (isPaused() || world.time.now() < cutOffUntil || !session.driverKnowsEnd()) {
            if (world.time.now() >= untilMillis) {
              die("lost the driver", world.machines.oneIn(2));
            } else {
              reconnect(untilMillis);
            }
            return;
          }
          world.note(id + " registers again");
          connect();
        });
  }

  /** The process ends. */
  void die(String reason, boolean failed) {
    if (!alive) {
      return;
    }
    alive = false;
    world.executors.remove(id, this);
    if (session != null) {
      session.broken("its stream broke");
    }
    forgetAll();
    if (shufflePort == 0) {
      world.disks.remove(output -> output.executorId.equals(id));
    }
    world.provider.processEnded(id, reason, failed);
  }

  void drain() {
    draining = true;
    if (session != null) {
      session.up(new SchedulerEvent.ExecutorDraining(id, "its node is going"));
    }
  }

  // Commands.

  void program(int stageId) {
    programs.add(stageId);
  }

  void table(MapOutputs table) {
    tables.put(table.getShuffleId(), table);
  }

  void forgetStage(int stageId) {
    programs.remove(stageId);
  }

  void launch(Launch launch) {
    if (!programs.contains(launch.stageId())) {
      Invariant.SENT_FIRST.violated(id + " has no program for " + Describe.launch(launch));
    }
    List<MapOutputs> reads = new ArrayList<>();
    for (int shuffle : world.workload.stage(launch.stageId()).spec().parents()) {
      MapOutputs table = tables.get(shuffle);
      if (table == null) {
        Invariant.SENT_FIRST.violated(
            id + " has no table of shuffle " + shuffle + " for " + Describe.launch(launch));
      }
      reads.add(table);
    }
    Running task = new Running(launch, reads);
    running.put(launch.taskId(), task);
    if (running.size() > slots) {
      Invariant.SLOTS.violated(id + " has " + slots + " slots and runs " + running.size());
    }
    Session at = session;
    long millis = (long) (runner.duration(launch) * slowness);
    world.time.after(millis, () -> finish(task, at));
  }

  private void finish(Running task, Session at) {
    if (isPaused()) {
      world.time.at(pausedUntil, () -> finish(task, at));
    } else if (alive
        && at == session
        && at.isOpen()
        && running.get(task.launch().taskId()) == task) {
      running.remove(task.launch().taskId());
      runner.ended(task, at);
    }
  }

  void kill(long taskId, String reason) {
    Running task = running.remove(taskId);
    if (task != null) {
      report(session, TaskRunner.killed(taskId, reason));
    }
  }

  void report(Session to, TaskEnded ended) {
    to.up(new SchedulerEvent.TasksEnded(id, List.of(ended)));
  }

  // Blocks.

  void keep(BlockKey key, int replication) {
    if (blocks.add(key)) {
      moved(BlocksChanged.newBuilder().addAdded(block(key, replication)));
    }
  }

  void drop(BlockKey key) {
    if (blocks.remove(key)) {
      moved(BlocksChanged.newBuilder().addRemoved(block(key, 1)));
    }
  }

  void dropRdd(int rddId) {
    List.copyOf(blocks).stream().filter(key -> key.rddId() == rddId).forEach(this::drop);
  }

  private void moved(BlocksChanged.Builder change) {
    session.up(new SchedulerEvent.BlocksMoved(id, change.setPeerPort(PEER_PORT).build()));
  }

  private static CachedBlock block(BlockKey key, int replication) {
    return CachedBlock.newBuilder()
        .setRddId(key.rddId())
        .setPartition(key.partition())
        .setMemoryBytes(1_000)
        .setLevel("MEMORY_ONLY")
        .setReplication(replication)
        .build();
  }
}
