/**
 * Whole jobs on Heddle's public API. Each prints {@code JOB <seconds>} lines that {@code
 * benchmarks/run} reads; its twin for each peer lies under {@code benchmarks/peers}.
 */
package io.heddle.benchmarks.job;
