package io.heddle.driver;

import com.google.protobuf.ByteString;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.accumulator.AccumulatorMerger;
import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.broadcast.BroadcastHub;
import io.heddle.driver.job.JobPlanner;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.Notice;
import io.heddle.rdd.accumulator.AccumulatorRegistry;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.LineageIds;
import io.heddle.rdd.spi.JobHandle;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.rdd.spi.OutputRecord;
import io.heddle.serde.Serde;
import io.heddle.serde.SerdeFactory;
import io.heddle.task.PartitionFunction;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Plans jobs, submits them and decodes their results, all in the calling thread. */
final class DriverJobRunner implements JobRunner {
  private final DriverOptions options;
  private final JobPlanner planner;
  private final JobTickets tickets;
  private final SchedulerLoop loop;
  private final AccumulatorRegistry accumulators;
  private final AccumulatorMerger merger;
  private final BroadcastHub broadcasts;
  private final SerdeFactory serdes;
  private final LineageIds ids = new LineageIds();
  private final AtomicInteger nextJob = new AtomicInteger();
  private volatile boolean closed;
  private volatile HeddleException failure;

  DriverJobRunner(
      DriverOptions options,
      JobPlanner planner,
      JobTickets tickets,
      SchedulerLoop loop,
      AccumulatorRegistry accumulators,
      AccumulatorMerger merger,
      BroadcastHub broadcasts) {
    this.options = options;
    this.planner = planner;
    this.tickets = tickets;
    this.loop = loop;
    this.accumulators = accumulators;
    this.merger = merger;
    this.broadcasts = broadcasts;
    this.serdes = SerdeFactory.of(options.conf(), options.userClasses());
  }

  @Override
  public HeddleConf conf() {
    return options.conf();
  }

  @Override
  public String applicationId() {
    return options.applicationId();
  }

  @Override
  public LineageIds ids() {
    return ids;
  }

  @Override
  public AccumulatorRegistry accumulators() {
    return accumulators;
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    checkOpen();
    return broadcasts.create(value);
  }

  @Override
  public int defaultParallelism() {
    int set = conf().get(ApplicationSettings.DEFAULT_PARALLELISM);
    if (set > 0) {
      return set;
    }
    // Executors that are on their way count, or the first job would depend on who came first.
    long expected =
        (long) AllocationRules.of(conf()).initial() * conf().get(ExecutorSettings.CORES);
    return (int) Math.max(2, Math.min(Integer.MAX_VALUE, Math.max(expected, loop.totalSlots())));
  }

  @Override
  public <T, R> void run(
      Lineage<T> lineage,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobHandle job,
      ResultHandler<R> results) {
    checkOpen();
    job.checkCancelled();
    int jobId = nextJob.getAndIncrement();
    JobSpec spec = planner.plan(jobId, lineage, partitions, function, job);
    Optional<List<ByteString>> known = spec.identity().flatMap(options.recovery()::results);
    if (known.isPresent()) {
      takeOver(spec, known.get(), job, results);
      return;
    }
    try {
      JobTicket ticket = tickets.open(spec, job.eager());
      loop.post(new SchedulerEvent.JobSubmitted(spec));
      job.submitted(jobId, cause -> loop.post(new SchedulerEvent.JobCancelled(jobId, cause)));
      // What happened while it was planned may have missed the ticket.
      if (closed) {
        failOpenJobs();
      }
      if (failure != null) {
        tickets.endAll(failure);
      }
      deliver(ticket, results);
    } finally {
      // Shuffles that the job reads are dropped when the lineage cannot be reached any more.
      Reference.reachabilityFence(lineage);
      Reference.reachabilityFence(function);
    }
  }

  /** Gives the results that an earlier attempt of the application has had. */
  @SuppressWarnings("unchecked") // the function's own result, serialised and back
  private <R> void takeOver(
      JobSpec spec, List<ByteString> known, JobHandle job, ResultHandler<R> results) {
    planner.forgetCode(spec.result().stageId());
    job.submitted(spec.jobId(), cause -> {});
    options.recovery().jobDone(spec.identity().orElseThrow(), known);
    options
        .events()
        .accept(
            Event.newBuilder()
                .setAtMillis(options.clock().millis())
                .setNotice(
                    Notice.newBuilder()
                        .setText(
                            "attempt "
                                + options.recovery().attempt()
                                + ": the result of "
                                + spec.action()
                                + " at "
                                + spec.callSite()
                                + " is known from the attempt before"))
                .build());
    Serde serde = serdes.create();
    for (int position = 0; position < known.size(); position++) {
      results.accept(position, (R) serde.fromBytes(known.get(position).toByteArray()));
    }
  }

  @SuppressWarnings("unchecked") // the function's own result, serialised and back
  private <R> void deliver(JobTicket ticket, ResultHandler<R> results) {
    boolean done = false;
    try {
      Serde serde = serdes.create();
      ResultKeeper keeper = new ResultKeeper(options.recovery(), ticket.spec());
      for (List<JobTicket.Result> some = ticket.take(); !some.isEmpty(); some = ticket.take()) {
        for (JobTicket.Result result : some) {
          keeper.add(result);
          Object value = serde.fromBytes(result.value().toByteArray());
          results.accept(result.position(), (R) value);
        }
      }
      merger.await();
      done = true;
      keeper.jobDone();
    } catch (HeddleException e) {
      settle(e);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeddleException(
          ErrorCode.KILLED, "the thread that waited for " + name(ticket) + " was interrupted", e);
    } finally {
      if (!done) {
        cancel(ticket.spec().jobId(), name(ticket) + " was given up by its caller");
      }
    }
  }

  /**
   * What completed tasks of a failed job added counts too, and is there when the failure is told.
   */
  private void settle(HeddleException failed) {
    try {
      merger.await();
    } catch (HeddleException unmerged) {
      if (unmerged != failed) {
        failed.addSuppressed(unmerged);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String name(JobTicket ticket) {
    return ticket.spec().action() + " at " + ticket.spec().callSite();
  }

  private void cancel(int jobId, String why) {
    loop.post(new SchedulerEvent.JobCancelled(jobId, new HeddleException(ErrorCode.KILLED, why)));
  }

  @Override
  public OutputRecord output(Lineage<?> lineage, String kind, String path) {
    checkOpen();
    return planner
        .planOutput(lineage, kind + " " + path)
        .<OutputRecord>map(output -> new JournalledOutput(options, output, path))
        .orElse(OutputRecord.NONE);
  }

  @Override
  public void uncache(int rddId) {
    planner.uncached(rddId);
    loop.post(new SchedulerEvent.RddUncached(rddId));
  }

  @Override
  public void cancelStage(int stageId, String reason) {
    loop.post(
        new SchedulerEvent.StageCancelled(
            stageId, new HeddleException(ErrorCode.JOB_CANCELLED, reason)));
  }

  @Override
  public void killTask(long taskId, String reason) {
    loop.post(new SchedulerEvent.TaskKillAsked(taskId, reason));
  }

  @Override
  public void close() {
    closed = true;
    failOpenJobs();
  }

  private void failOpenJobs() {
    for (int jobId : tickets.jobIds()) {
      loop.post(
          new SchedulerEvent.JobCancelled(
              jobId,
              new HeddleException(
                  ErrorCode.CONTEXT_CLOSED, "the context was closed while a job was running")));
    }
  }

  /** Jobs fail from now on. */
  void fail(HeddleException cause) {
    failure = cause;
  }

  private void checkOpen() {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new HeddleException(ErrorCode.CONTEXT_CLOSED, "the context is closed");
    }
  }
}
