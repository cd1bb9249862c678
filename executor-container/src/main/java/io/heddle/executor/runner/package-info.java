/**
 * Runs task attempts. {@link io.heddle.executor.runner.TaskRunner} queues them for its slots, each
 * a thread; a {@link io.heddle.executor.runner.Slot} runs one attempt at a time and reports its
 * outcome. {@link io.heddle.executor.runner.ExecutorServices} is what all attempts share. When to
 * run what, and what a failure means for the job, is the driver's decision.
 */
package io.heddle.executor.runner;
