package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.stage.StageState;
import io.heddle.protocol.executor.CachedBlock;
import io.heddle.protocol.executor.TaskEnded;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which task runs where and when, what is run again, and when a job has ended. Used by one
 * thread. It knows of the world what the events say, and changes the world by the actions it
 * returns; time is what it is told.
 *
 * <p>Actions come in an order that may be performed one by one: programs and tables before the
 * tasks that need them.
 */
public final class Scheduler {
  private final Books books;
  private final Stages stages;
  private final Jobs jobs;
  private final Attempts attempts;
  private final Supply supply;
  private final Preemption preemption;
  private final Allocation allocation;
  private final Fleet fleet;
  private final Placement placement;
  private final Copies copies;
  private final Exclusion exclusion;
  private final Speculation speculation;
  private final Set<Integer> forgotten = new LinkedHashSet<>();
  private final LeftShuffles left = new LeftShuffles();

  /** RDDs that no program can ask for any more. */
  private final BitSet gone = new BitSet();

  private final SchedulerEvent.Handler handler = new Events();

  public Scheduler(SchedulerOptions options) {
    books = new Books(options);
    stages = new Stages(books);
    speculation = new Speculation(books, stages);
    attempts = new Attempts(books, stages, speculation);
    jobs = new Jobs(books, stages, attempts::kill);
    exclusion = new Exclusion(books, stages, jobs);
    attempts.connect(jobs, exclusion, new Rollback(books, stages, attempts, jobs));
    supply = new Supply(books);
    preemption = new Preemption(books, attempts, supply);
    allocation = new Allocation(books, stages, preemption, supply, exclusion);
    fleet = new Fleet(books, stages, attempts, jobs, allocation, preemption, exclusion);
    placement =
        new Placement(
            books, stages, attempts, new Pools(options.pools().mode(), id -> jobs.job(id).pool()));
    copies = new Copies(books);
  }

  /**
   * Takes some events in order, and places tasks once after all of them.
   *
   * @param nowMillis milliseconds of a clock; when it goes back no time has passed, and never more
   *     than five seconds between two calls, as ticks come more often
   * @param actions to be performed are added here
   */
  public void handle(
      List<? extends SchedulerEvent> events, long nowMillis, List<SchedulerAction> actions) {
    books.begin(nowMillis, actions);
    for (SchedulerEvent event : events) {
      event.deliverTo(handler);
    }
    allocation.demand();
    placement.place();
  }

  /** Whether no job is under way. */
  public boolean isIdle() {
    return jobs.isIdle();
  }

  /** Tasks done among all tasks known so far, from 0 to 1. */
  public double progress() {
    return books.progress.fraction();
  }

  /** Slots of all executors registered. */
  public int totalSlots() {
    return books.cluster.totalSlots();
  }

  /**
   * How many entries the tables hold that are to be empty when no job is under way and all shuffles
   * and RDDs were forgotten, by name, in a fixed order.
   */
  public Map<String, Integer> tableSizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("jobs", jobs.size());
    sizes.put("cached names", jobs.cachedNames());
    sizes.put("stages running", stages.active().size());
    sizes.put("map stages", books.graph.size());
    sizes.put("shuffles", books.outputs.size());
    sizes.put("shuffles to forget", forgotten.size());
    sizes.put("attempts", attempts.size());
    sizes.put("suspects", fleet.suspects());
    sizes.put("releases", books.releases.size());
    sizes.put("stages with demand", allocation.countedStages());
    sizes.put("RDDs with blocks", books.blocks.size());
    sizes.put("copies asked", copies.size());
    return sizes;
  }

  /** A shuffle goes when the last job that ran its stage has ended. */
  private void forgetShuffles() {
    forgotten.removeIf(
        shuffleId -> {
          StageState stage = books.graph.mapStage(shuffleId);
          if (stage != null && !stage.jobs().isEmpty()) {
            return false;
          }
          if (stage != null) {
            books.graph.forget(shuffleId);
            left.dropped(shuffleId, stage.id(), books.outputs.get(shuffleId), books.cluster);
            books.outputs.forget(shuffleId);
            books.reruns.forget(shuffleId);
            books.act(new SchedulerAction.DropShuffle(shuffleId, stage.id()));
          }
          return true;
        });
  }

  private final class Events implements SchedulerEvent.Handler {
    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
      jobs.submit(event.job());
    }

    @Override
    public void jobCancelled(SchedulerEvent.JobCancelled event) {
      jobs.cancel(event.jobId(), event.cause());
    }

    @Override
    public void stageCancelled(SchedulerEvent.StageCancelled event) {
      jobs.cancelStage(event.stageId(), event.cause());
    }

    @Override
    public void taskKillAsked(SchedulerEvent.TaskKillAsked event) {
      attempts.kill(event.taskId(), event.reason());
    }

    @Override
    public void executorLaunching(SchedulerEvent.ExecutorLaunching event) {
      fleet.launching(event);
    }

    @Override
    public void executorRegistered(SchedulerEvent.ExecutorRegistered event) {
      fleet.registered(event);
      left.registered(event.host()).forEach(books::act);
    }

    @Override
    public void executorHeard(SchedulerEvent.ExecutorHeard event) {
      ExecutorState executor = books.cluster.get(event.executorId());
      if (executor != null) {
        executor.heard(books.now);
        speculation.heard(executor, event.heartbeat());
        books.report.heartbeat(executor, event.heartbeat());
      }
    }

    @Override
    public void executorDraining(SchedulerEvent.ExecutorDraining event) {
      ExecutorState executor = books.cluster.get(event.executorId());
      if (executor != null) {
        preemption.drainsItself(executor, event.reason());
      }
    }

    @Override
    public void executorRemarked(SchedulerEvent.ExecutorRemarked event) {
      books.report.notice("executor " + event.executorId() + ": " + event.text());
    }

    @Override
    public void executorDisconnected(SchedulerEvent.ExecutorDisconnected event) {
      fleet.disconnected(event.executorId(), event.reason());
    }

    @Override
    public void executorEnded(SchedulerEvent.ExecutorEnded event) {
      fleet.ended(event.executorId(), event.reason(), event.failed());
      attempts.processEnded(event.executorId());
    }

    @Override
    public void nodeLost(SchedulerEvent.NodeLost event) {
      fleet.nodeLost(event.host(), event.reason());
    }

    @Override
    public void preemptionAsked(SchedulerEvent.PreemptionAsked event) {
      preemption.asked(event);
    }

    @Override
    public void nodeDecommissioning(SchedulerEvent.NodeDecommissioning event) {
      preemption.nodeLeaves(event);
    }

    @Override
    public void nodeStays(SchedulerEvent.NodeStays event) {
      preemption.nodeSettled(event.host());
    }

    @Override
    public void supplied(SchedulerEvent.Supplied event) {
      supply.heard(event.supply());
    }

    @Override
    public void providerFailed(SchedulerEvent.ProviderFailed event) {
      jobs.giveUp(event.cause());
    }

    @Override
    public void tasksEnded(SchedulerEvent.TasksEnded event) {
      ExecutorState executor = books.cluster.get(event.executorId());
      if (executor == null) {
        return; // held for lost: its tasks run elsewhere by now
      }
      executor.heard(books.now);
      List<TaskEnded> tasks = event.tasks();
      for (int i = 0; i < tasks.size(); i++) {
        if (attempts.ended(executor, tasks.get(i))) {
          placement.freed(executor);
        }
      }
      if (executor.isDraining()) {
        preemption.taskEnded(executor);
      }
    }

    @Override
    public void commitAsked(SchedulerEvent.CommitAsked event) {
      ExecutorState executor = books.cluster.get(event.executorId());
      if (executor != null) {
        attempts.commitAsked(executor, event.taskId());
      }
    }

    @Override
    public void blocksMoved(SchedulerEvent.BlocksMoved event) {
      ExecutorState executor = books.cluster.get(event.executorId());
      if (executor == null) {
        return;
      }
      for (CachedBlock block : event.change().getRemovedList()) {
        books.blocks.removed(block.getRddId(), block.getPartition(), executor);
        copies.gone(block, executor);
        books.report.cached(block, jobs.cachedName(block.getRddId()), executor);
      }
      for (CachedBlock block : event.change().getAddedList()) {
        if (gone.get(block.getRddId())) {
          // A task of a failed job ended late; nobody would ever drop what it cached.
          books.act(new SchedulerAction.DropRdd(block.getRddId()));
          continue;
        }
        executor.peerPort(event.change().getPeerPort());
        books.blocks.added(
            block.getRddId(),
            block.getPartition(),
            executor,
            Math.max(block.getMemoryBytes(), block.getDiskBytes()));
        copies.added(block, executor);
        books.report.cached(block, jobs.cachedName(block.getRddId()), executor);
      }
    }

    @Override
    public void rddUncached(SchedulerEvent.RddUncached event) {
      uncache(event.rddId());
    }

    @Override
    public void rddForgotten(SchedulerEvent.RddForgotten event) {
      gone.set(event.rddId());
      uncache(event.rddId());
    }

    private void uncache(int rddId) {
      books.blocks.uncached(rddId);
      copies.uncached(rddId);
      jobs.forgetCachedName(rddId);
      books.report.uncached(rddId);
      books.act(new SchedulerAction.DropRdd(rddId));
    }

    @Override
    public void shuffleForgotten(SchedulerEvent.ShuffleForgotten event) {
      forgotten.add(event.shuffleId());
      forgetShuffles();
    }

    @Override
    public void tick(SchedulerEvent.Tick event) {
      fleet.tick();
      supply.tick();
      preemption.tick();
      exclusion.tick();
      attempts.tick();
      forgetShuffles();
    }
  }
}
