package io.heddle.driver.schedule;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.SchedulerSettings;
import io.heddle.driver.allocation.AllocationRules;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.task.LocalityWaits;
import java.util.Objects;

/**
 * The settings that the scheduler goes by.
 *
 * @param waits for locality
 * @param pools by which slots are shared out between jobs
 * @param allocation how many executors are wanted
 * @param slotsEach of an executor
 * @param maxTaskFailures failures of one task after which its jobs fail
 * @param maxStageAttempts attempts of a stage in a row that may end in unreadable map outputs
 * @param maxExecutorFailures executors that may die by themselves; 0: twice the most that were ever
 *     wanted, at least 3
 * @param maxResultBytes of one job
 * @param silenceMillis after which an executor is held for lost
 * @param events whether what happens is to be told
 * @param faults who is excluded after failures, and who gets a second attempt
 */
public record SchedulerOptions(
    LocalityWaits waits,
    PoolSpecs pools,
    AllocationRules allocation,
    int slotsEach,
    int maxTaskFailures,
    int maxStageAttempts,
    int maxExecutorFailures,
    long maxResultBytes,
    long silenceMillis,
    boolean events,
    FaultOptions faults) {
  public SchedulerOptions {
    Objects.requireNonNull(waits);
    Objects.requireNonNull(pools);
    Objects.requireNonNull(allocation);
    Objects.requireNonNull(faults);
  }

  /** With {@link FaultOptions#NONE}. */
  public SchedulerOptions(
      LocalityWaits waits,
      PoolSpecs pools,
      AllocationRules allocation,
      int slotsEach,
      int maxTaskFailures,
      int maxStageAttempts,
      int maxExecutorFailures,
      long maxResultBytes,
      long silenceMillis,
      boolean events) {
    this(
        waits,
        pools,
        allocation,
        slotsEach,
        maxTaskFailures,
        maxStageAttempts,
        maxExecutorFailures,
        maxResultBytes,
        silenceMillis,
        events,
        FaultOptions.NONE);
  }

  /** The same with other fault options. */
  public SchedulerOptions with(FaultOptions other) {
    return new SchedulerOptions(
        waits,
        pools,
        allocation,
        slotsEach,
        maxTaskFailures,
        maxStageAttempts,
        maxExecutorFailures,
        maxResultBytes,
        silenceMillis,
        events,
        other);
  }

  public static SchedulerOptions of(HeddleConf conf, boolean events) {
    return new SchedulerOptions(
        LocalityWaits.of(conf),
        PoolSpecs.of(conf),
        AllocationRules.of(conf),
        conf.get(ExecutorSettings.CORES),
        conf.get(SchedulerSettings.TASK_MAX_FAILURES),
        conf.get(SchedulerSettings.STAGE_MAX_ATTEMPTS),
        conf.get(SchedulerSettings.MAX_EXECUTOR_FAILURES),
        conf.get(ApplicationSettings.MAX_RESULT_SIZE).bytes(),
        conf.get(ExecutorSettings.HEARTBEAT_TIMEOUT).toMillis(),
        events,
        FaultOptions.of(conf));
  }
}
