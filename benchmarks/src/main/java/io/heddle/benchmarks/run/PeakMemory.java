package io.heddle.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Reads a process's high-water mark of resident memory from /proc until the process ends. */
final class PeakMemory {
  private volatile long bytes;
  private volatile Duration cpu = Duration.ZERO;

  private PeakMemory() {}

  static PeakMemory watch(Process process) {
    PeakMemory peak = new PeakMemory();
    Thread watcher =
        new Thread(
            () -> {
              while (process.isAlive()) {
                peak.read(process);
                LockSupport.parkNanos(50_000_000L);
              }
            },
            "peak-memory");
    watcher.setDaemon(true);
    watcher.start();
    return peak;
  }

  long bytes() {
    return bytes;
  }

  /** As of the last look, at most 50 ms before the end. */
  Duration cpu() {
    return cpu;
  }

  private void read(Process process) {
    process.info().totalCpuDuration().ifPresent(value -> cpu = value);
    try {
      for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
        if (line.startsWith("VmHWM:")) {
          bytes = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // The process ended between the check and the look; what was read before stands.
      return;
    }
  }
}
