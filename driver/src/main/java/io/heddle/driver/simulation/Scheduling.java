package io.heddle.driver.simulation;

import io.heddle.driver.schedule.Scheduler;
import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.schedule.SchedulerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell around the scheduler, as the driver's loop is: events gather, are handled together, and
 * the actions are performed in order. The clock that it goes by may jump.
 */
final class Scheduling {
  private final World world;
  private final Scheduler scheduler;
  private final Performance performance;
  private final List<SchedulerAction> actions = new ArrayList<>();
  private List<SchedulerEvent> queue = new ArrayList<>();
  private boolean awake;
  private boolean tickDue;
  private long clockAhead;
  private int leaps;
  private long fingerprint;

  Scheduling(World world) {
    this.world = world;
    this.scheduler = new Scheduler(world.profile.options());
    this.performance = new Performance(world);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** The same for the same decisions. */
  long fingerprint() {
    return fingerprint;
  }

  /** Sets the clock forward or back. */
  void jump(long millis) {
    clockAhead += millis;
    leaps++;
  }

  /** How often the clock was set. */
  int leaps() {
    return leaps;
  }

  void start() {
    tickDue = true;
    wake();
    world.time.after(world.profile.tickMillis(), this::start);
  }

  void post(SchedulerEvent event) {
    queue.add(event);
    if (!awake) {
      awake = true;
      world.time.after(world.network.below(world.profile.batchMillis() + 1), this::wake);
    }
  }

  private void wake() {
    awake = false;
    List<SchedulerEvent> events = queue;
    queue = new ArrayList<>();
    for (SchedulerEvent event : events) {
      world.tally.events++;
      if (!(event instanceof SchedulerEvent.ExecutorHeard)) {
        world.trace.add(world.time.now(), event);
      }
      event.deliverTo(world.ledger);
    }
    if (tickDue) { // last, as what it does would not be in the ledger for what comes after it
      tickDue = false;
      events.add(new SchedulerEvent.Tick());
    } else if (events.isEmpty()) {
      return;
    }
    actions.clear();
    try {
      scheduler.handle(events, world.time.now() + clockAhead, actions);
    } catch (RuntimeException | AssertionError e) {
      throw new Invariant.Violation(Invariant.NO_ERROR, e.toString(), e);
    }
    for (SchedulerAction action : actions) {
      if (!(action instanceof SchedulerAction.EmitEvent)) {
        world.trace.add(world.time.now(), action);
      }
      action.performBy(performance);
    }
    fingerprint = Dice.mix(fingerprint, world.time.now() * 31 + actions.size());
  }
}
