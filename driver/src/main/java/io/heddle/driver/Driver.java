package io.heddle.driver;

import io.heddle.conf.SchedulerSettings;
import io.heddle.driver.accumulator.AccumulatorMerger;
import io.heddle.driver.allocation.ExecutorListener;
import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.driver.broadcast.BroadcastHub;
import io.heddle.driver.job.JobPlanner;
import io.heddle.driver.rpc.ExecutorMessages;
import io.heddle.driver.rpc.ExecutorServer;
import io.heddle.driver.schedule.Scheduler;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.driver.schedule.SchedulerOptions;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.rdd.accumulator.AccumulatorRegistry;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.serde.SerdeFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One application's driver: a server that executors connect to, the scheduler, and the runner that
 * programs submit jobs through. All methods may be called by any thread.
 */
public final class Driver implements AutoCloseable {
  private static final String LOOPBACK = "localhost";

  private final DriverOptions options;
  private final JobTickets tickets = new JobTickets();
  private final JobPlanner planner;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AccumulatorRegistry accumulators = new AccumulatorRegistry();
  private final AccumulatorMerger merger;
  private final BroadcastHub broadcasts;
  private final ExecutorServer server;
  private final SchedulerLoop loop;
  private final DriverJobRunner runner;
  private final PeriodicCollection collector;

  private Driver(DriverOptions options) {
    this.options = options;
    collector =
        new PeriodicCollection(
            options.conf().get(SchedulerSettings.PERIODIC_GC), System.nanoTime());
    merger =
        new AccumulatorMerger(
            accumulators, options.userClasses(), options.events(), options.clock());
    Messages messages = new Messages();
    server =
        options.inProcess()
            ? ExecutorServer.inProcess(
                options.applicationId(),
                options.secret(),
                options.conf().asMap(),
                options.recovery().attempt(),
                messages)
            : ExecutorServer.onHost(
                options.bindHost(),
                options.secret(),
                options.conf().asMap(),
                options.recovery().attempt(),
                messages);
    broadcasts =
        new BroadcastHub(
            options.applicationId(),
            options.secret(),
            options.conf(),
            options.inProcess() ? LOOPBACK : options.bindHost(),
            options.inProcess() ? LOOPBACK : options.advertisedHost(),
            SerdeFactory.of(options.conf(), options.userClasses()),
            server::sendToAll);
    planner = new JobPlanner(options.recovery(), broadcasts::digest);
    loop =
        new SchedulerLoop(
            new Scheduler(SchedulerOptions.of(options.conf(), options.hasEvents())),
            new ActionPerformer(
                server,
                options.executors(),
                planner,
                tickets,
                merger,
                options.events(),
                options.recovery()),
            options.clock(),
            options.conf().get(SchedulerSettings.TICK).toMillis(),
            options.inProcess(),
            this::keepHouse,
            this::broken);
    runner = new DriverJobRunner(options, planner, tickets, loop, accumulators, merger, broadcasts);
  }

  /**
   * Starts server and scheduler and asks the provider for executors. Returns when executors can
   * connect; does not wait for them.
   *
   * @throws HeddleException CONNECTION_FAILED when the address cannot be bound
   */
  public static Driver start(DriverOptions options) {
    Driver driver = new Driver(options);
    options.executors().start(driver.new Provided());
    driver.loop.start(); // its first tick says what is wanted
    return driver;
  }

  /** The port executors connect to; 0 when in-process. */
  public int rpcPort() {
    return Math.max(0, server.port());
  }

  /** What programs submit jobs through. Closing it fails jobs under way, not the driver. */
  public JobRunner jobRunner() {
    return runner;
  }

  /** Tasks done among all tasks known so far, from 0 to 1; 0 before the first job. */
  public double progress() {
    return loop.progress();
  }

  /**
   * Fails jobs under way, tells executors to stop, stops the provider and the server. Calling it
   * again does nothing.
   *
   * @param reason told to executors and to jobs
   */
  public void stop(String reason) {
    if (stopped.compareAndSet(false, true)) {
      runner.close();
      loop.stop();
      tickets.endAll(new HeddleException(ErrorCode.CONTEXT_CLOSED, reason));
      merger.close();
      broadcasts.close();
      server.close(reason);
      options.executors().stop();
      options.recovery().close();
    }
  }

  /**
   * As {@link #stop}, but executors are not told: they look for the driver of the next attempt.
   *
   * @param reason told to jobs
   */
  public void leave(String reason) {
    server.hangUp();
    stop(reason);
  }

  /** As {@link #stop}, at the application's end. */
  @Override
  public void close() {
    stop("the application has ended");
  }

  private void keepHouse() {
    server.closeStrangers(System.currentTimeMillis());
    broadcasts.destroyUnreachable();
    planner.forgetUnreachable(
        shuffleId -> loop.post(new SchedulerEvent.ShuffleForgotten(shuffleId)));
    planner.forgetUnreachableCaches(rddId -> loop.post(new SchedulerEvent.RddForgotten(rddId)));
    collector.runIfDue(System.nanoTime());
  }

  private void broken(Throwable cause) {
    HeddleException failure =
        new HeddleException(ErrorCode.INTERNAL, "the scheduler has failed: " + cause, cause);
    runner.fail(failure);
    tickets.endAll(failure);
  }

  /** What executors say becomes events. */
  private final class Messages implements ExecutorMessages {
    @Override
    public void registered(String executorId, Register registration) {
      options.executors().registered(executorId);
      loop.post(
          new SchedulerEvent.ExecutorRegistered(
              executorId,
              registration.getHost(),
              registration.getRack(),
              registration.getSlots(),
              registration.getShufflePort(),
              registration.getContainerId(),
              registration.getLogUrl()));
    }

    @Override
    public void tasksEnded(String executorId, List<TaskEnded> tasks) {
      loop.post(new SchedulerEvent.TasksEnded(executorId, tasks));
    }

    @Override
    public void heartbeat(String executorId, Heartbeat heartbeat) {
      loop.post(new SchedulerEvent.ExecutorHeard(executorId, heartbeat));
    }

    @Override
    public void blocksChanged(String executorId, BlocksChanged change) {
      loop.post(new SchedulerEvent.BlocksMoved(executorId, change));
    }

    @Override
    public void commitAsked(String executorId, long taskId) {
      loop.post(new SchedulerEvent.CommitAsked(executorId, taskId));
    }

    @Override
    public void draining(String executorId, String reason) {
      loop.post(new SchedulerEvent.ExecutorDraining(executorId, reason));
    }

    @Override
    public void remarked(String executorId, String text) {
      loop.post(new SchedulerEvent.ExecutorRemarked(executorId, text));
    }

    @Override
    public void disconnected(String executorId, String reason) {
      broadcasts.lost(executorId);
      loop.post(new SchedulerEvent.ExecutorDisconnected(executorId, reason));
    }
  }

  /** What the provider says becomes events. */
  private final class Provided implements ExecutorListener {
    @Override
    public void launching(String executorId, String host, String rack, String containerId) {
      options.recovery().executorKnown(executorId, host, rack, containerId);
      loop.post(new SchedulerEvent.ExecutorLaunching(executorId, host, rack, containerId));
    }

    @Override
    public void ended(String executorId, String reason, boolean failed) {
      options.recovery().executorGone(executorId);
      loop.post(new SchedulerEvent.ExecutorEnded(executorId, reason, failed));
    }

    @Override
    public void nodeLost(String host, String reason) {
      loop.post(new SchedulerEvent.NodeLost(host, reason));
    }

    @Override
    public void preemptionAsked(
        boolean strict, List<String> executorIds, int count, long graceMillis) {
      loop.post(new SchedulerEvent.PreemptionAsked(strict, executorIds, count, graceMillis));
    }

    @Override
    public void nodeDecommissioning(String host, long graceMillis) {
      loop.post(new SchedulerEvent.NodeDecommissioning(host, graceMillis));
    }

    @Override
    public void nodeStays(String host) {
      loop.post(new SchedulerEvent.NodeStays(host));
    }

    @Override
    public void supplied(ExecutorSupply supply) {
      loop.post(new SchedulerEvent.Supplied(supply));
    }

    @Override
    public void failed(HeddleException cause) {
      loop.post(new SchedulerEvent.ProviderFailed(cause));
    }
  }
}
