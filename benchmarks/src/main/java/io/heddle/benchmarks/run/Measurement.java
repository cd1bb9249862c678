package io.heddle.benchmarks.run;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One process that was timed.
 *
 * @param figure what the benchmark compares, in seconds
 * @param wallSeconds of the whole process
 * @param cpuSeconds user and system time of the process
 * @param gcSeconds for which collections of garbage stopped all its threads
 * @param peakBytes the most it was resident
 */
record Measurement(
    double figure, double wallSeconds, double cpuSeconds, double gcSeconds, long peakBytes) {
  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> of) {
    double[] values = runs.stream().mapToDouble(of).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  static String range(List<Measurement> runs, ToDoubleFunction<Measurement> of, String format) {
    double[] values = runs.stream().mapToDouble(of).toArray();
    return String.format(
        format + "-" + format,
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
