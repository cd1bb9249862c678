package io.heddle.driver.stage;

import io.heddle.driver.recovery.StageIdentity;
import io.heddle.driver.task.TaskPreference;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * A stage as it was planned: plain data, apart from its code and its splits, which the scheduler
 * never sees.
 *
 * @param stageId unique in the application; a map stage keeps it in all jobs that share it
 * @param name for people: {@code reduceByKey at WordCount.java:29}
 * @param lineage the operations in it, first to last
 * @param tasks how many; numbered from 0
 * @param parents the shuffles it reads
 * @param shuffleId what it writes; {@link #RESULT} when it ends in an action
 * @param reducePartitions of the shuffle it writes; 0 for a result stage
 * @param preferences where each task would best run; asked by the scheduler, answers at once
 * @param indeterminate whether a task that runs again may write other records
 * @param partitionOf a task's partition number, as the program and people know it
 * @param identity by which a later attempt of the application recognises it
 */
public record StageSpec(
    int stageId,
    String name,
    List<String> lineage,
    int tasks,
    List<Integer> parents,
    int shuffleId,
    int reducePartitions,
    boolean indeterminate,
    IntFunction<TaskPreference> preferences,
    IntUnaryOperator partitionOf,
    StageIdentity identity) {
  public static final int RESULT = -1;

  /** One whose tasks write the same whenever they run. */
  public StageSpec(
      int stageId,
      String name,
      List<String> lineage,
      int tasks,
      List<Integer> parents,
      int shuffleId,
      int reducePartitions,
      IntFunction<TaskPreference> preferences,
      IntUnaryOperator partitionOf) {
    this(
        stageId,
        name,
        lineage,
        tasks,
        parents,
        shuffleId,
        reducePartitions,
        false,
        preferences,
        partitionOf);
  }

  public StageSpec {
    Objects.requireNonNull(name);
    lineage = List.copyOf(lineage);
    parents = List.copyOf(parents);
    Objects.requireNonNull(preferences);
    Objects.requireNonNull(partitionOf);
    Objects.requireNonNull(identity);
  }

  /** One that nobody will recognise. */
  public StageSpec(
      int stageId,
      String name,
      List<String> lineage,
      int tasks,
      List<Integer> parents,
      int shuffleId,
      int reducePartitions,
      boolean indeterminate,
      IntFunction<TaskPreference> preferences,
      IntUnaryOperator partitionOf) {
    this(
        stageId,
        name,
        lineage,
        tasks,
        parents,
        shuffleId,
        reducePartitions,
        indeterminate,
        preferences,
        partitionOf,
        StageIdentity.NONE);
  }

  public boolean isResult() {
    return shuffleId == RESULT;
  }
}
