package io.heddle.driver.simulation;

import io.heddle.driver.job.JobSpec;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** That nobody waits without a reason. Looks at the whole ledger now and then. */
final class WaitChecks {
  /** What a task that failed waits for another place, and the cluster to be taken for settled. */
  private static final long RETRY_MILLIS = 3_000;

  /** Time without any progress, with nothing broken any more, after which all is held for stuck. */
  private static final long STUCK_MILLIS = 1_200_000;

  private final World world;
  private final Set<Integer> runnable = new HashSet<>();

  WaitChecks(World world) {
    this.world = world;
  }

  void look() {
    stuck();
    long free = longestFree();
    runnable.clear();
    for (JobSpec job : world.workload.running()) {
      look(job, free);
    }
    for (StageBook stage : world.ledger.stages()) {
      if (!runnable.contains(stage.spec.stageId())) {
        Arrays.fill(stage.waitingSince, StageBook.NOT_WAITING);
      }
    }
  }

  private void stuck() {
    long quiet = world.time.now() - Math.max(world.ledger.progressAt, faultsOver());
    if (quiet > STUCK_MILLIS) {
      Invariant.JOBS_END.violated(
          "no task has ended for "
              + quiet / 1_000
              + " s, and there are "
              + world.ledger.liveAttempts()
              + " under way; jobs: "
              + world.workload.running().stream().map(JobSpec::jobId).toList());
    }
  }

  private long faultsOver() {
    return 1_000_000L + world.profile.faultsUntilMillis() + Faults.LONGEST_MILLIS;
  }

  /** How long some slot has been free that any task may have. */
  private long longestFree() {
    long longest = -1;
    for (Ledger.Known executor : world.ledger.executors()) {
      if (executor.takesTasks()
          && !executor.tasksFailed
          && !executor.mayDrain
          && !(world.profile.exclusion() && world.ledger.isBad(executor.host))) {
        longest = Math.max(longest, world.time.now() - executor.freeSince);
      }
    }
    return longest;
  }

  private void look(JobSpec job, long free) {
    Deque<StageBook> todo = new ArrayDeque<>();
    todo.add(world.ledger.stage(job.result().stageId()));
    while (!todo.isEmpty()) {
      StageBook stage = todo.poll();
      if (!stage.hasWaiting()) {
        continue; // what runs has read what it needs, or will say that it cannot
      }
      boolean canRun = true;
      for (int shuffle : stage.spec.parents()) {
        StageBook parent = world.ledger.mapStage(shuffle);
        if (!parent.isComplete() || !parent.doubtful.isEmpty()) {
          canRun = false;
          todo.add(parent);
        }
      }
      if (canRun && runnable.add(stage.spec.stageId())) {
        look(stage, free);
      }
    }
  }

  private void look(StageBook stage, long free) {
    long now = world.time.now();
    long slack = 2 * world.profile.tickMillis() + world.profile.batchMillis() + RETRY_MILLIS;
    for (int task = 0; task < stage.waitingSince.length; task++) {
      if (stage.has(task) || stage.live[task] > 0) {
        stage.waitingSince[task] = StageBook.NOT_WAITING;
      } else if (stage.waitingSince[task] == StageBook.NOT_WAITING) {
        stage.waitingSince[task] = now;
      } else {
        long waited = Math.min(free, now - stage.waitingSince[task]);
        boolean local = !stage.spec.preferences().apply(task).isNone();
        if (waited > slack + (local ? world.profile.allWaitsMillis() : 0)) {
          (local ? Invariant.LOCALITY_WAIT : Invariant.NOT_STARVED)
              .violated(
                  "task "
                      + task
                      + " of stage "
                      + stage.spec.stageId()
                      + " has been waiting for "
                      + waited
                      + " ms while a slot is free");
        }
      }
    }
  }
}
