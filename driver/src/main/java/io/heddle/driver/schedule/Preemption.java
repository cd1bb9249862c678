package io.heddle.driver.schedule;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.allocation.ExecutorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers those who want containers back for somebody else, and the nodes that are going to leave.
 *
 * <p>Where the choice is ours, executors that are still being started go first, then idle ones,
 * then those whose end loses the least work: time spent in running tasks, and what only they hold.
 * Where it is not, the ones named go. All drain first, and are released shortly before they would
 * be killed.
 *
 * <p>What was given back is not asked for again at once, as it would only be taken again: for
 * {@link #QUIET_MILLIS} nothing more is asked for than there is. After that as much is as the queue
 * has room for; and after {@link #HELD_MILLIS} all of what is wanted, for room that others hold
 * beyond their share is given only to those who ask.
 */
final class Preemption {
  static final long QUIET_MILLIS = 10_000;
  static final long HELD_MILLIS = 30_000;

  /** The last part of the time given, in which containers end and YARN is told. */
  static final long MARGIN_MILLIS = 2_000;

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Books books;
  private final Attempts attempts;
  private final Supply supply;
  private final Departures departures;
  private final Set<String> leavingHosts = new HashSet<>();

  /** Executors that YARN has named, until when that is taken for what was said before. */
  private final Map<String, Long> named = new HashMap<>();

  private int limit = NO_LIMIT;
  private long askedMillis;
  private long raisedMillis;

  Preemption(Books books, Attempts attempts, Supply supply) {
    this.books = books;
    this.attempts = attempts;
    this.supply = supply;
    this.departures = new Departures(books);
  }

  /** Somebody wants containers back. */
  void asked(SchedulerEvent.PreemptionAsked event) {
    long margin = Math.min(MARGIN_MILLIS, event.graceMillis() / 4);
    long until = books.now + event.graceMillis() - margin;
    int answered = note(event);
    if (event.strict()) {
      event.executorIds().forEach(id -> giveBack(id, until));
    } else {
      giveCheapest(event.count() - answered, event.executorIds(), until);
    }
    limit = Math.min(limit, books.cluster.usable() + books.cluster.launchingCount());
    askedMillis = books.now;
    raisedMillis = books.now + QUIET_MILLIS;
  }

  /** Notes who is named; returns how many of them are on their way back, or were answered for. */
  private int note(SchedulerEvent.PreemptionAsked event) {
    int answered = 0;
    for (String id : event.executorIds()) {
      ExecutorState executor = books.cluster.get(id);
      if (executor == null) {
        continue;
      }
      if (isNamed(id)) {
        answered++;
        continue;
      }
      named.put(id, books.now + 2 * Math.max(event.graceMillis(), MARGIN_MILLIS));
      if (executor.isDraining()) {
        answered++;
      }
    }
    return answered;
  }

  /** Whether an executor was named not long ago, so that its being named again is no news. */
  private boolean isNamed(String id) {
    Long until = named.get(id);
    return until != null && books.now < until;
  }

  private void giveCheapest(int most, List<String> namedNow, long until) {
    int count = most;
    List<String> launching = books.cluster.launchingSince(books.now);
    for (int i = launching.size() - 1; i >= 0 && count > 0; i--, count--) {
      giveBack(launching.get(i), until);
    }
    if (count > 0) {
      List<ExecutorState> cheapest = cheapestFirst(namedNow);
      for (ExecutorState executor : cheapest.subList(0, Math.min(count, cheapest.size()))) {
        giveBack(executor.id(), until);
      }
    }
  }

  /** Among equals those that would be taken anyway, and then the youngest. */
  private List<ExecutorState> cheapestFirst(List<String> namedNow) {
    Map<ExecutorState, Long> onlyThere = books.blocks.heldAlone();
    Set<String> serving = books.outputs.executorsThatServe();
    Set<String> taken = new HashSet<>(namedNow);
    Map<ExecutorState, Long> costs = new LinkedHashMap<>();
    for (ExecutorState executor : books.cluster.executors()) {
      if (!executor.isDraining()) {
        long outputs = serving.contains(executor.id()) ? WorkLost.OUTPUTS_MILLIS : 0;
        costs.put(
            executor,
            attempts.spentOn(executor)
                + WorkLost.ofBlocks(onlyThere.getOrDefault(executor, 0L))
                + outputs);
      }
    }
    List<ExecutorState> sorted = new ArrayList<>(costs.keySet());
    sorted.sort(
        Comparator.<ExecutorState>comparingLong(costs::get)
            .thenComparing(executor -> !taken.contains(executor.id()))
            .thenComparingInt(executor -> -executor.index()));
    return sorted;
  }

  /** An executor takes no more tasks, by its own account: it goes when it has done what it runs. */
  void drainsItself(ExecutorState executor, String reason) {
    departures.leave(executor, reason, true, AllocationRules.NEVER);
  }

  private void giveBack(String id, long until) {
    ExecutorState executor = books.cluster.get(id);
    if (executor != null) {
      departures.leave(executor, "given back for another queue", false, until);
    } else if (books.cluster.launchEnded(id)) {
      books.releases.release(id, "given back for another queue");
    }
  }

  /** A node is going to leave, and takes no more containers. */
  void nodeLeaves(SchedulerEvent.NodeDecommissioning event) {
    long margin = Math.min(MARGIN_MILLIS, event.graceMillis() / 4);
    long until =
        event.graceMillis() > 0 ? books.now + event.graceMillis() - margin : Long.MAX_VALUE;
    if (leavingHosts.add(event.host())) {
      books.report.notice(
          "node "
              + event.host()
              + " is being decommissioned: its executors are replaced elsewhere");
    }
    for (String id : books.cluster.launchingOn(event.host())) {
      books.cluster.launchEnded(id);
      books.releases.release(id, reason(event.host()));
    }
    for (ExecutorState executor : List.copyOf(books.cluster.executors())) {
      if (executor.host().name().equals(event.host())) {
        departures.leave(executor, reason(event.host()), true, until);
      }
    }
  }

  private static String reason(String host) {
    return "node " + host + " is being decommissioned";
  }

  /** A node takes containers again, or is gone for good. */
  void nodeSettled(String host) {
    leavingHosts.remove(host);
  }

  /** An executor has registered, perhaps on a node that has been told to go meanwhile. */
  void registered(ExecutorState executor) {
    if (leavingHosts.contains(executor.host().name())) {
      departures.leave(executor, reason(executor.host().name()), true, Long.MAX_VALUE);
    }
  }

  /** Whether the end of an executor was to be expected: what it ran was stopped, not lost. */
  boolean isExpected(ExecutorState executor) {
    return books.releases.isReleased(executor.id()) || isNamed(executor.id());
  }

  /** An executor's process is gone. */
  void ended(String executorId) {
    named.remove(executorId);
  }

  /** As many executors may be had and asked for now, those that are draining not counted. */
  int limit() {
    return limit;
  }

  /** Why fewer are asked for than are wanted; empty when all are. */
  String holdingBack(int wanted) {
    return limit < wanted
        ? "executors were given back for another queue: "
            + (wanted - limit)
            + " more are asked for when the queue has room, or after a while"
        : "";
  }

  /** A task has ended on an executor that takes no more. */
  void taskEnded(ExecutorState executor) {
    departures.taskEnded(executor);
  }

  /** Time has passed; the limit rises as the queue has room. */
  void tick() {
    departures.tick();
    if (limit == NO_LIMIT || books.now < raisedMillis) {
      return;
    }
    if (books.now - askedMillis >= HELD_MILLIS) {
      limit = NO_LIMIT;
    } else if (supply.room() > supply.asked()) {
      int there = books.cluster.usable() + books.cluster.launchingCount();
      limit = Math.max(limit, (int) Math.min(NO_LIMIT, (long) there + supply.room()));
      raisedMillis = books.now + 1_000;
    }
  }
}
