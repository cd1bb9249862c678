package io.heddle.driver.schedule;

import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.driver.task.LocalityWaits;
import io.heddle.driver.task.TaskPreference;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How fast the core decides, with nothing around it: one map stage over many executors, each end of
 * a task reported by itself and answered with the next task. Run {@code main} with executors and
 * tasks.
 */
public final class SchedulerBenchmark {
  private SchedulerBenchmark() {}

  /**
   * @param args executors (10000) and tasks (1000000)
   */
  public static void main(String[] args) {
    int executors = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int hosts = Math.max(1, executors / 4);
    for (int round = 0; round < 3; round++) {
      run("anywhere", executors, tasks, hosts, Plans.ANYWHERE);
      run("three hosts each", executors, tasks, hosts, task -> threeHosts(task, hosts));
    }
  }

  private static TaskPreference threeHosts(int task, int hosts) {
    List<HostLocation> locations = new ArrayList<>(3);
    for (int i = 0; i < 3; i++) {
      int host = (int) ((task * 2654435761L + i * 40503L) >>> 3) % hosts;
      locations.add(new HostLocation("h" + Math.abs(host), "/r" + Math.abs(host) / 20));
    }
    return new TaskPreference(List.of(), locations);
  }

  private static void run(
      String name, int executors, int tasks, int hosts, IntFunction<TaskPreference> preferences) {
    Scheduler scheduler =
        new Scheduler(
            new SchedulerOptions(
                new LocalityWaits(3_000, 3_000, 3_000),
                PoolSpecs.FIFO,
                AllocationRules.fixed(executors),
                1,
                4,
                4,
                executors,
                Long.MAX_VALUE,
                60_000,
                false));
    List<SchedulerAction> actions = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < executors; i++) {
      scheduler.handle(
          List.of(
              new SchedulerEvent.ExecutorRegistered(
                  "e" + i, "h" + i % hosts, "/r" + i % hosts / 20, 1, 7447, "", "")),
          now,
          actions);
    }
    TaskPreference[] all = new TaskPreference[tasks];
    for (int i = 0; i < tasks; i++) {
      all[i] = preferences.apply(i);
    }
    JobSpec job = Plans.job(1, 1, List.of(7), Plans.map(7, tasks, i -> all[i]));
    actions.clear();
    long start = System.nanoTime();
    scheduler.handle(List.of(new SchedulerEvent.JobSubmitted(job)), now, actions);
    long submitted = System.nanoTime();
    ArrayDeque<TaskEnded> ends = new ArrayDeque<>();
    ArrayDeque<String> where = new ArrayDeque<>();
    long launched = gather(actions, ends, where);
    while (!ends.isEmpty()) {
      actions.clear();
      // A thousand decisions a millisecond's tick would be too slow to matter.
      now = launched / 100;
      scheduler.handle(
          List.of(new SchedulerEvent.TasksEnded(where.poll(), List.of(ends.poll()))), now, actions);
      launched += gather(actions, ends, where);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf(
        "%s: %d executors, %d tasks launched in %.2f s: %.0f decisions/s (submission %.2f s),"
            + " heap %d MB%n",
        name,
        executors,
        launched,
        seconds,
        launched / seconds,
        (submitted - start) / 1e9,
        heap >> 20);
  }

  private static long gather(
      List<SchedulerAction> actions, ArrayDeque<TaskEnded> ends, ArrayDeque<String> where) {
    long launched = 0;
    for (SchedulerAction action : actions) {
      if (action instanceof SchedulerAction.LaunchTasks launches) {
        for (Launch launch : launches.launches()) {
          ends.add(World.success(launch).build());
          where.add(launches.executorId());
          launched++;
        }
      }
    }
    return launched;
  }
}
