/**
 * How fast tasks are scheduled: the core alone with nothing around it ({@link
 * io.heddle.benchmarks.schedule.CoreBenchmark}), and a whole driver with many executors in one JVM
 * ({@link io.heddle.benchmarks.schedule.ManyExecutorsBenchmark}).
 */
package io.heddle.benchmarks.schedule;
