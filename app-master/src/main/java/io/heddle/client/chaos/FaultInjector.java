package io.heddle.client.chaos;

import io.heddle.client.cluster.EmbeddedProcess;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Does faults to a cluster, and takes back what would otherwise last. At most one NodeManager and
 * one DataNode are away at a time. Runs on a thread of its own; {@link #stop} from another.
 */
final class FaultInjector {
  private static final long PAUSE_MILLIS = 2_500;
  private static final long STEP_MILLIS = 100;

  /** What is to be undone, and when. */
  private record Repair(long atMillis, Runnable action) {}

  private final EmbeddedProcess cluster;
  private final int nodes;
  private final FaultChoice choice;
  private final long cutOffMillis;
  private final Consumer<String> told;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private final Deque<Repair> repairs = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "chaos");
  private int nodeManagerAway = -1;
  private int dataNodeAway = -1;
  private volatile boolean active;
  private volatile boolean stopped;

  /**
   * @param cutOffMillis so long that the driver holds an executor for lost
   * @param told what was done, for people
   */
  FaultInjector(
      EmbeddedProcess cluster,
      int nodes,
      FaultChoice choice,
      long cutOffMillis,
      Consumer<String> told) {
    this.cluster = cluster;
    this.nodes = nodes;
    this.choice = choice;
    this.cutOffMillis = cutOffMillis;
    this.told = told;
  }

  void start() {
    thread.start();
  }

  /** Whether faults happen, which they do while a job runs. */
  void active(boolean now) {
    active = now;
  }

  /** How many of each kind there were so far. */
  synchronized Map<Fault, Integer> done() {
    return new EnumMap<>(done);
  }

  synchronized int total() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Ends it; what was done is taken back. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  private void run() {
    long next = now() + choice.gapMillis();
    while (!stopped) {
      repair(now());
      if (!active) {
        next = Math.max(next, now() + choice.gapMillis());
      } else if (now() >= next) {
        try {
          inflict(choice.fault());
        } catch (HeddleException | IOException e) {
          told.accept("a fault could not be done: " + e.getMessage());
        }
        next = now() + choice.gapMillis();
      }
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    repair(Long.MAX_VALUE);
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private void repair(long until) {
    for (int i = repairs.size(); i > 0; i--) {
      Repair repair = repairs.poll();
      if (repair.atMillis() <= until) {
        repair.action().run();
      } else {
        repairs.add(repair);
      }
    }
  }

  private void inflict(Fault fault) throws IOException {
    switch (fault) {
      case EXECUTOR_KILLED -> kill(fault, false);
      case EXECUTOR_PAUSED -> pause(fault, false, PAUSE_MILLIS);
      case EXECUTOR_CUT_OFF -> pause(fault, false, cutOffMillis);
      case MASTER_KILLED -> kill(fault, true);
      case MASTER_PAUSED -> pause(fault, true, PAUSE_MILLIS);
      case NODE_MANAGER_STOPPED -> {
        if (nodeManagerAway < 0) {
          nodeManagerAway = choice.among(nodes);
          stopServer(fault, "node-manager", nodeManagerAway, () -> nodeManagerAway = -1);
        }
      }
      case DATA_NODE_STOPPED -> {
        if (dataNodeAway < 0) {
          dataNodeAway = choice.among(nodes);
          stopServer(fault, "data-node", dataNodeAway, () -> dataNodeAway = -1);
        }
      }
    }
  }

  private ContainerJvm someone(boolean master) {
    List<ContainerJvm> all =
        ContainerJvm.below(cluster.pid()).stream().filter(jvm -> jvm.isMaster() == master).toList();
    return all.isEmpty() ? null : all.get(choice.among(all.size()));
  }

  private void kill(Fault fault, boolean master) {
    ContainerJvm jvm = someone(master);
    if (jvm != null && jvm.process().destroyForcibly()) {
      count(fault, jvm.name() + " killed");
    }
  }

  private void pause(Fault fault, boolean master, long millis) throws IOException {
    ContainerJvm jvm = someone(master);
    if (jvm != null) {
      signal("STOP", jvm);
      repairs.add(new Repair(now() + millis, () -> goOn(jvm)));
      String how = fault == Fault.EXECUTOR_CUT_OFF ? " cut off for " : " paused for ";
      count(fault, jvm.name() + how + millis / 100 / 10.0 + " s");
    }
  }

  private void goOn(ContainerJvm jvm) {
    try {
      signal("CONT", jvm);
    } catch (IOException e) {
      told.accept(jvm.name() + " could not be let go on: " + e.getMessage());
    }
  }

  /** A stopped process has no heartbeat, answers nobody, and knows nothing of it afterwards. */
  private static void signal(String name, ContainerJvm jvm) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(jvm.process().pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopServer(Fault fault, String server, int node, Runnable back) {
    cluster.command("stop-" + server + " " + node);
    String name = (fault == Fault.DATA_NODE_STOPPED ? "DataNode" : "NodeManager") + " of node ";
    count(fault, name + node + " stopped for " + cutOffMillis / 1000 + " s");
    repairs.add(
        new Repair(
            now() + cutOffMillis,
            () -> {
              cluster.command("start-" + server + " " + node);
              back.run();
            }));
  }

  private synchronized void count(Fault fault, String text) {
    done.merge(fault, 1, Integer::sum);
    told.accept(text);
  }
}
