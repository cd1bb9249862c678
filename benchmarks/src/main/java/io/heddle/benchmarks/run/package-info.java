/**
 * Runs whole jobs of Heddle and its peers as processes, in turn, and prints the comparison. Start
 * at {@link io.heddle.benchmarks.run.BenchmarkRun}.
 */
package io.heddle.benchmarks.run;
