package io.heddle.driver.schedule;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.allocation.ExecutorTargets;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.task.TaskPreference;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many executors the provider is asked for, and which are let go because there is nothing for
 * them to do.
 *
 * <p>The provider is told of all that it should have: the target, and those that are being drained,
 * which it has still. It compares that with what it has and has asked for, so that what it has not
 * got, lost or could not start is asked for again without anyone here keeping count.
 */
final class Allocation {
  private static final long TELL_MILLIS = 1_000;

  private final Books books;
  private final Stages stages;
  private final AllocationRules rules;
  private final Exclusion exclusion;
  private final ExecutorTargets targets;
  private final Preemption preemption;
  private final Supply supply;
  private final Set<StageState> counted = new HashSet<>();
  private ExecutorDemand demanded;

  /** During one look: the executors that alone serve map outputs; null until it matters. */
  private Set<String> serving;

  private int mostWanted;
  private Standing told;
  private long toldMillis = -TELL_MILLIS;

  /**
   * How things stand, for people.
   *
   * @param target executors wanted
   * @param asked of these, those not granted
   * @param granted of these, those being started
   * @param running those that take tasks
   * @param draining those that finish what they run, and go
   * @param waiting why fewer are there than wanted; empty when that is not worth telling
   */
  record Standing(int target, int asked, int granted, int running, int draining, String waiting) {}

  Allocation(
      Books books, Stages stages, Preemption preemption, Supply supply, Exclusion exclusion) {
    this.books = books;
    this.stages = stages;
    this.preemption = preemption;
    this.supply = supply;
    this.exclusion = exclusion;
    this.rules = books.options.allocation();
    this.targets = new ExecutorTargets(rules, books.options.slotsEach());
  }

  /** Time has passed: the target follows the work. */
  void tick() {
    if (rules.dynamic()) {
      noteBacklog();
      targets.look(work(), books.cluster.usable(), books.now);
    }
    if (books.now - toldMillis >= TELL_MILLIS) {
      toldMillis = books.now;
      tell();
    }
  }

  /** Tells the status page how things stand, when that has changed. */
  private void tell() {
    String waiting = preemption.holdingBack(targets.target());
    Standing standing =
        new Standing(
            targets.target(),
            supply.asked(),
            books.cluster.launchingCount(),
            books.cluster.usable(),
            books.cluster.draining().size(),
            waiting.isEmpty() ? supply.waiting() : waiting);
    if (!standing.equals(told)) {
      told = standing;
      books.report.allocation(standing);
    }
  }

  /** Lets executors go that have been idle for long; looks at all of them. */
  void letIdleGo() {
    serving = null;
    List<ExecutorState> idle = targets.idle(books.cluster, work(), books.now, this::timeout);
    for (ExecutorState executor : idle) {
      books.cluster.drain(executor);
      books.releases.release(
          executor.id(),
          "without a task for " + (books.now - executor.idleSinceMillis()) / 1000 + " s");
    }
  }

  private long timeout(ExecutorState executor) {
    long timeout = rules.idleMillis();
    if (books.blocks.holdsBlocks(executor)) {
      timeout = Math.max(timeout, rules.cachedIdleMillis());
    }
    if (executor.shufflePort() == 0 && serves(executor)) {
      timeout = Math.max(timeout, rules.shuffleIdleMillis());
    }
    return timeout;
  }

  private boolean serves(ExecutorState executor) {
    if (serving == null) {
      serving = books.outputs.executorsThatServe();
    }
    return serving.contains(executor.id());
  }

  int countedStages() {
    return counted.size();
  }

  /** The most executors that were ever asked for. */
  int mostWanted() {
    return mostWanted;
  }

  private void noteBacklog() {
    if (rules.dynamic()) {
      targets.backlog(tasksWait(), books.now);
    }
  }

  private boolean tasksWait() {
    List<StageState> active = stages.active();
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i).taskSet().pending() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Tasks that wait, and those that run on executors which stay. */
  private long work() {
    long tasks = 0;
    for (StageState stage : stages.active()) {
      tasks += stage.taskSet().pending() + stage.taskSet().running();
    }
    for (ExecutorState executor : books.cluster.draining()) {
      tasks -= executor.slots() - executor.freeSlots();
    }
    return Math.max(0, tasks);
  }

  /** Tells the provider what is wanted, when that is not what it was told last. */
  void demand() {
    noteBacklog();
    if (counted.size() > stages.active().size()) {
      counted.retainAll(stages.active()); // those that are over hold on to much
    }
    books.cluster.target(targets.target());
    boolean enough = books.cluster.usable() >= targets.target();
    int total = total();
    Set<String> excluded = exclusion.excludedHosts();
    if (demanded != null
        && demanded.total() == total
        && demanded.excludedHosts().equals(excluded)
        && (enough || !workChanged())) {
      return;
    }
    Map<String, Integer> byHost = new HashMap<>();
    Map<String, Integer> byRack = new HashMap<>();
    if (!enough) {
      for (StageState stage : stages.active()) {
        stage.taskSet().forEachPending(preference -> count(preference, byHost, byRack));
      }
    }
    ExecutorDemand demand = new ExecutorDemand(total, byHost, byRack, excluded);
    if (!demand.equals(demanded)) {
      demanded = demand;
      mostWanted = Math.max(mostWanted, total);
      books.act(new SchedulerAction.Demand(demand));
    }
  }

  private int total() {
    long staying = Math.min(targets.target(), preemption.limit());
    return (int) Math.min(rules.most(), staying + books.cluster.draining().size());
  }

  private boolean workChanged() {
    List<StageState> active = new ArrayList<>(stages.active());
    counted.retainAll(active);
    return counted.addAll(active);
  }

  private static void count(
      TaskPreference preference, Map<String, Integer> byHost, Map<String, Integer> byRack) {
    Set<String> racks = new HashSet<>();
    for (HostLocation location : preference.hosts()) {
      byHost.merge(location.host(), 1, Integer::sum);
      if (!location.rack().isEmpty() && racks.add(location.rack())) {
        byRack.merge(location.rack(), 1, Integer::sum);
      }
    }
  }
}
