package io.heddle.rdd.spi;

import io.heddle.conf.HeddleConf;
import io.heddle.rdd.accumulator.AccumulatorRegistry;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.LineageIds;
import io.heddle.task.PartitionFunction;
import java.util.List;

/** The driver, as the API sees it. All methods may be called by any thread. */
public interface JobRunner extends AutoCloseable {
  /** The application's settings. */
  HeddleConf conf();

  /** The application's id: YARN's, or {@code local-<millis>}. */
  String applicationId();

  LineageIds ids();

  /** The application's accumulators, which updates of tasks are merged into. */
  AccumulatorRegistry accumulators();

  /**
   * Makes a value readable by all tasks.
   *
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE
   */
  <T> Broadcast<T> broadcast(T value);

  /** Partitions where a program names none. */
  int defaultParallelism();

  /**
   * Runs a function over some partitions and waits. Results come to {@code results} once for each
   * partition asked for, in any order, one call at a time.
   *
   * @param partitions indexes among the node's partitions
   * @param job what it is called by, and how it is stopped
   * @throws io.heddle.error.HeddleException when the job fails, or JOB_CANCELLED; partial results
   *     may have been given
   */
  <T, R> void run(
      Lineage<T> lineage,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobHandle job,
      ResultHandler<R> results);

  /**
   * Recognises an output of the program, before it is begun. Plans its stages, maybe with I/O.
   *
   * @param kind how records are written
   * @param path where
   */
  default OutputRecord output(Lineage<?> lineage, String kind, String path) {
    return OutputRecord.NONE;
  }

  /** Forgets the cached partitions of a node everywhere. Returns at once. */
  void uncache(int rddId);

  /** Fails the jobs that need a stage, with JOB_CANCELLED. One that does not run is left alone. */
  void cancelStage(int stageId, String reason);

  /**
   * Ends an attempt of a task, which is tried again; it does not count as failed. One that does not
   * run is left alone.
   */
  void killTask(long taskId, String reason);

  /** Ends the application's work; running jobs fail. Calling it again does nothing. */
  @Override
  void close();

  /** Takes the result of one partition. */
  @FunctionalInterface
  interface ResultHandler<R> {
    /**
     * Takes one result.
     *
     * @param position of the partition in the list that was asked for
     */
    void accept(int position, R result);
  }
}
