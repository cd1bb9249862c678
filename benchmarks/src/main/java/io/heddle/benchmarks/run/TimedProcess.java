package io.heddle.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a command to its end, reads the figures it prints, and watches its memory from outside. */
final class TimedProcess {
  private TimedProcess() {}

  /**
   * @param log where standard error goes; its tail is shown when the command fails
   * @param gcLog which the command was told to write
   * @throws IOException when the command fails or does not print what the figure needs
   */
  static Measurement run(List<String> command, Benchmark.Figure figure, Path log, Path gcLog)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    PeakMemory peak = PeakMemory.watch(process);
    double value = Double.NaN;
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("FIRST ") && figure == Benchmark.Figure.SECONDS_TO_FIRST_RESULT) {
          value = (System.nanoTime() - start) / 1e9;
        } else if (line.startsWith("JOB ") && figure == Benchmark.Figure.JOB_SECONDS) {
          value = Double.parseDouble(line.substring(4));
        } else if (line.startsWith("SMALLJOB ") && figure == Benchmark.Figure.SMALL_JOB_SECONDS) {
          value = Double.parseDouble(line.substring(9));
        }
      }
    }
    int status = process.waitFor();
    double wall = (System.nanoTime() - start) / 1e9;
    if (status != 0 || Double.isNaN(value)) {
      List<String> lines = Files.readAllLines(log);
      throw new IOException(
          "exit status "
              + status
              + "\n"
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
    }
    Duration cpu = process.info().totalCpuDuration().orElse(peak.cpu());
    return new Measurement(
        value, wall, cpu.toMillis() / 1e3, GcLog.pauseSeconds(gcLog), peak.bytes());
  }
}
