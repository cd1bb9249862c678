package io.heddle.driver;

import io.heddle.conf.HeddleConf;
import io.heddle.rdd.accumulator.AccumulatorRegistry;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.LineageIds;
import io.heddle.rdd.spi.JobHandle;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.rdd.spi.OutputRecord;
import io.heddle.task.PartitionFunction;
import java.util.List;

/** The runner of a local driver, which owns that driver and its files. */
final class LocalRunner implements JobRunner {
  private final Driver driver;
  private final JobRunner jobs;
  private final TemporaryDirectory files;

  LocalRunner(Driver driver, TemporaryDirectory files) {
    this.driver = driver;
    this.jobs = driver.jobRunner();
    this.files = files;
  }

  @Override
  public HeddleConf conf() {
    return jobs.conf();
  }

  @Override
  public String applicationId() {
    return jobs.applicationId();
  }

  @Override
  public LineageIds ids() {
    return jobs.ids();
  }

  @Override
  public AccumulatorRegistry accumulators() {
    return jobs.accumulators();
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    return jobs.broadcast(value);
  }

  @Override
  public int defaultParallelism() {
    return jobs.defaultParallelism();
  }

  @Override
  public <T, R> void run(
      Lineage<T> lineage,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobHandle job,
      ResultHandler<R> results) {
    jobs.run(lineage, partitions, function, job, results);
  }

  @Override
  public OutputRecord output(Lineage<?> lineage, String kind, String path) {
    return jobs.output(lineage, kind, path);
  }

  @Override
  public void uncache(int rddId) {
    jobs.uncache(rddId);
  }

  @Override
  public void cancelStage(int stageId, String reason) {
    jobs.cancelStage(stageId, reason);
  }

  @Override
  public void killTask(long taskId, String reason) {
    jobs.killTask(taskId, reason);
  }

  @Override
  public void close() {
    driver.close();
    files.delete();
  }
}
