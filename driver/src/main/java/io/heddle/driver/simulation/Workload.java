package io.heddle.driver.simulation;

import io.heddle.driver.job.JobSpec;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The programs: submits jobs, some at once and some one after the other, gives up shuffles and RDDs
 * when nothing uses them any more, and knows what every partition's result must be.
 */
final class Workload {
  private final World world;
  private final Dice dice;
  private final Map<Integer, StagePlan> stages = new HashMap<>();
  private final Map<Integer, JobSpec> planned = new LinkedHashMap<>();
  private final Set<Integer> running = new HashSet<>();
  private final Set<Integer> submitted = new HashSet<>();
  private final Set<Integer> ended = new HashSet<>();
  private final Set<Integer> cancelled = new HashSet<>();
  private final Set<Integer> droppedShuffles = new HashSet<>();
  private final Set<Integer> forgottenRdds = new HashSet<>();
  private final Set<Integer> forgottenShuffles = new HashSet<>();
  private final Map<Integer, long[]> truths = new HashMap<>();
  private final Map<Integer, Long> wholes = new HashMap<>();
  private final int poisonStage;

  Workload(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
    ProgramMaker maker = new ProgramMaker(world.profile, world.nodes, dice.fork());
    for (JobSpec job : maker.jobs()) {
      planned.put(job.jobId(), job);
    }
    maker.stages().forEach(stage -> stages.put(stage.spec().stageId(), stage));
    List<Integer> ids = new ArrayList<>(stages.keySet());
    poisonStage = world.profile.strict() && dice.oneIn(4) ? dice.of(ids) : -1;
  }

  StagePlan stage(int stageId) {
    return stages.get(stageId);
  }

  StagePlan mapStage(int shuffleId) {
    return stages.get(ProgramMaker.stageOf(shuffleId));
  }

  JobSpec job(int jobId) {
    return planned.get(jobId);
  }

  /** Jobs that were submitted and have not ended, by id. */
  List<JobSpec> running() {
    List<JobSpec> jobs = new ArrayList<>();
    planned.values().stream().filter(job -> running.contains(job.jobId())).forEach(jobs::add);
    return jobs;
  }

  boolean isOver() {
    return ended.size() == planned.size();
  }

  boolean hasEnded(int jobId) {
    return ended.contains(jobId);
  }

  boolean isCancelled(int jobId) {
    return cancelled.contains(jobId);
  }

  boolean isPoison(int stageId, int task) {
    return stageId == poisonStage && task == 0;
  }

  boolean isDropped(int shuffleId) {
    return droppedShuffles.contains(shuffleId);
  }

  boolean isForgotten(int rddId) {
    return forgottenRdds.contains(rddId);
  }

  void start() {
    int last = -1;
    for (JobSpec job : planned.values()) {
      if (last < 0 || dice.oneIn(2)) {
        world.time.after(dice.below(20_000), () -> submit(job));
      } else {
        after(last, job);
      }
      last = job.jobId();
    }
  }

  private void after(int before, JobSpec job) {
    world.time.after(
        1 + dice.below(500),
        () -> {
          if (ended.contains(before)) {
            submit(job);
          } else {
            after(before, job);
          }
        });
  }

  private void submit(JobSpec job) {
    submitted.add(job.jobId());
    running.add(job.jobId());
    world.tally.jobs++;
    world.scheduling.post(new SchedulerEvent.JobSubmitted(job));
  }

  void cancel(JobSpec job) {
    cancelled.add(job.jobId());
    world.scheduling.post(
        new SchedulerEvent.JobCancelled(
            job.jobId(), new HeddleException(ErrorCode.JOB_CANCELLED, "by the program")));
  }

  void ended(int jobId) {
    running.remove(jobId);
    ended.add(jobId);
    world.time.after(dice.below(2_000), this::forgetUnused);
  }

  private void forgetUnused() {
    Set<Integer> used = new HashSet<>();
    for (JobSpec job : planned.values()) {
      if (!ended.contains(job.jobId())) {
        job.mapStages().forEach(stage -> used.add(stage.stageId()));
        used.add(job.result().stageId());
      }
    }
    for (StagePlan stage : stages.values()) {
      int id = stage.spec().stageId();
      if (used.contains(id) || !forgottenRdds.add(id)) {
        continue;
      }
      if (dice.oneIn(2)) {
        world.scheduling.post(new SchedulerEvent.RddUncached(id));
      }
      world.scheduling.post(new SchedulerEvent.RddForgotten(id));
      int shuffle = stage.spec().shuffleId();
      if (shuffle >= 0 && forgottenShuffles.add(shuffle)) {
        world.scheduling.post(new SchedulerEvent.ShuffleForgotten(shuffle));
      }
    }
  }

  void dropped(int shuffleId) {
    droppedShuffles.add(shuffleId);
  }

  // The truth.

  /** What a task's content begins with. */
  static long begin(int stageId, int task) {
    return Dice.mix(stageId, task);
  }

  /** What it becomes when the task has read a shuffle. */
  static long takeIn(long content, long read, int task) {
    return Dice.mix(content, read + task);
  }

  /** What a task's content must be. */
  long truth(int stageId, int task) {
    return truths.computeIfAbsent(stageId, this::make)[task];
  }

  private long[] make(int stageId) {
    StagePlan stage = stages.get(stageId);
    List<Long> reads = stage.spec().parents().stream().map(this::whole).toList();
    long[] all = new long[stage.spec().tasks()];
    for (int task = 0; task < all.length; task++) {
      all[task] = begin(stageId, task);
      for (long read : reads) {
        all[task] = takeIn(all[task], read, task);
      }
    }
    return all;
  }

  private long whole(int shuffleId) {
    Long known = wholes.get(shuffleId);
    if (known != null) {
      return known;
    }
    long[] parts = make(ProgramMaker.stageOf(shuffleId));
    long sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += Disks.part(i, parts[i]);
    }
    wholes.put(shuffleId, sum);
    return sum;
  }
}
