package io.heddle.benchmarks.schedule;

import com.google.protobuf.ByteString;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.schedule.Scheduler;
import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.driver.schedule.SchedulerOptions;
import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.task.TaskPreference;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.ResultReady;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.rdd.lineage.HostLocation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Decisions a second of the scheduler alone, in one thread: ten jobs of two stages each, the first
 * with three preferred hosts for each task, on 500 racks; each end of a task is reported by itself
 * and answered with the next launch. Arguments: executors (10000), and numbers of tasks.
 */
public final class CoreBenchmark {
  private static final int RACKS = 500;
  private static final int JOBS = 10;
  private static final int LAUNCHES_PER_MILLI = 100;
  private static final ByteString SIZES = ByteString.copyFrom(new byte[] {1});
  private static final ByteString VALUE = ByteString.copyFromUtf8("1");

  /** On a machine that others use, the thread's own time says more than the clock. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A task under way. */
  private record Running(String executorId, long taskId, int shuffleId, int task, int attempt) {}

  private final int executors;
  private final Scheduler scheduler;
  private final ArrayDeque<Running> running = new ArrayDeque<>();
  private final List<SchedulerAction> actions = new ArrayList<>();
  private long launched;
  private long ended;

  private CoreBenchmark(int executors) {
    this.executors = executors;
    HeddleConf conf = HeddleConf.empty().with(ExecutorSettings.INSTANCES, executors);
    scheduler = new Scheduler(SchedulerOptions.of(conf, false));
  }

  public static void main(String[] args) {
    int executors = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      sizes.add(Integer.parseInt(args[i]));
    }
    if (sizes.isEmpty()) {
      sizes = List.of(1_000_000, 10_000, 100_000, 1_000_000); // the first warms up
    }
    System.out.printf(
        "%10s %10s %14s %12s %18s %12s%n",
        "executors", "tasks", "decisions/s", "us/task", "cpu us/task", "heap MiB");
    for (int tasks : sizes) {
      new CoreBenchmark(executors).run(tasks);
    }
  }

  private void run(int tasks) {
    int hosts = Math.max(1, executors / 2);
    for (int i = 0; i < executors; i++) {
      scheduler.handle(
          List.of(
              new SchedulerEvent.ExecutorRegistered(
                  "e" + i, "h" + i % hosts, "/r" + i % hosts % RACKS, 1, 7447, "", "")),
          0,
          actions);
    }
    List<JobSpec> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(job(i, tasks / JOBS / 2, hosts));
    }
    actions.clear();
    long peak = 0;
    long paused = 0;
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (JobSpec job : jobs) {
      handle(new SchedulerEvent.JobSubmitted(job));
    }
    jobs = null;
    boolean measured = false;
    while (!running.isEmpty()) {
      Running first = running.poll();
      ended++;
      handle(new SchedulerEvent.TasksEnded(first.executorId(), List.of(end(first))));
      if (ended % 10_000 == 0) {
        handle(new SchedulerEvent.Tick());
      }
      if (!measured && ended > tasks / 2) {
        measured = true;
        long before = System.nanoTime();
        peak = heapAfterCollection();
        paused = System.nanoTime() - before;
      }
    }
    double seconds = (System.nanoTime() - start - paused) / 1e9;
    if (!scheduler.isIdle()) {
      throw new IllegalStateException("jobs are left after " + ended + " tasks");
    }
    System.out.printf(
        "%10d %10d %14.0f %12.2f %18.2f %12d%n",
        executors,
        launched,
        launched / seconds,
        seconds * 1e6 / launched,
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / launched,
        peak >> 20);
  }

  private static long heapAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void handle(SchedulerEvent event) {
    actions.clear();
    scheduler.handle(List.of(event), launched / LAUNCHES_PER_MILLI, actions);
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof SchedulerAction.LaunchTasks launches) {
        for (SchedulerAction.Launch launch : launches.launches()) {
          launched++;
          running.add(
              new Running(
                  launches.executorId(),
                  launch.taskId(),
                  launch.stageId() < JOBS ? launch.stageId() : StageSpec.RESULT,
                  launch.task(),
                  launch.attempt()));
        }
      }
    }
  }

  private static TaskEnded end(Running task) {
    TaskEnded.Builder ended = TaskEnded.newBuilder().setTaskId(task.taskId());
    if (task.shuffleId() == StageSpec.RESULT) {
      return ended.setResult(ResultReady.newBuilder().setValue(VALUE)).build();
    }
    return ended
        .setMapOutput(
            MapOutputWritten.newBuilder()
                .setShuffleId(task.shuffleId())
                .setMapId(task.task())
                .setAttempt(task.attempt())
                .setSizes(SIZES))
        .build();
  }

  private static JobSpec job(int id, int tasks, int hosts) {
    TaskPreference[] near = new TaskPreference[tasks];
    for (int i = 0; i < tasks; i++) {
      List<HostLocation> locations = new ArrayList<>(3);
      for (int copy = 0; copy < 3; copy++) {
        int host = Math.floorMod((i * 3L + copy + id) * 0x9E3779B97F4A7C15L >>> 17, hosts);
        locations.add(new HostLocation("h" + host, "/r" + host % RACKS));
      }
      near[i] = new TaskPreference(List.of(), locations);
    }
    StageSpec map = stage(id, tasks, List.of(), id, i -> near[i]);
    StageSpec result =
        stage(JOBS + id, tasks, List.of(id), StageSpec.RESULT, i -> TaskPreference.NONE);
    return new JobSpec(id, "count", "Benchmark", Map.of(), result, List.of(map), Map.of());
  }

  private static StageSpec stage(
      int id,
      int tasks,
      List<Integer> parents,
      int shuffle,
      IntFunction<TaskPreference> preferences) {
    return new StageSpec(
        id,
        "stage",
        List.of(),
        tasks,
        parents,
        shuffle,
        1,
        preferences,
        IntUnaryOperator.identity());
  }
}
