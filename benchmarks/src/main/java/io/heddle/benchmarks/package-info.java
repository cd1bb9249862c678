/**
 * Whole jobs that are timed beside peers ({@code job}), the data they read ({@code data}) and
 * kernels under JMH. {@code benchmarks/run} starts them; results are in {@code
 * benchmarks/README.md}.
 */
package io.heddle.benchmarks;
