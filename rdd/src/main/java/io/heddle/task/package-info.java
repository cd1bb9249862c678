/**
 * What driver and executors share of running tasks: a {@link io.heddle.task.StageProgram} is
 * shipped once per stage and executor, one small {@link io.heddle.task.Partition} per task; on the
 * executor an {@link io.heddle.task.Evaluator} chain turns the partition into records with the help
 * of a {@link io.heddle.task.TaskContext}. Neither planning (driver) nor running (executor) is
 * here.
 */
package io.heddle.task;
