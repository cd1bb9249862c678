package io.heddle.monitoring.metrics;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process uses now.
 *
 * @param gcMillis spent in collections since the start
 * @param residentBytes physical memory, as the operating system counts it; 0 where it does not say
 * @param cpuNanos used by all threads since the start; 0 where the JVM does not say
 */
public record ProcessStats(
    long heapUsedBytes,
    long heapMaxBytes,
    long nonHeapUsedBytes,
    long gcCount,
    long gcMillis,
    int threads,
    long residentBytes,
    long cpuNanos) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Reads all of them; takes well below a millisecond after the first time. */
  public static ProcessStats read() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long gcCount = 0;
    long gcMillis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      gcCount += Math.max(0, collector.getCollectionCount());
      gcMillis += Math.max(0, collector.getCollectionTime());
    }
    return new ProcessStats(
        heap.getUsed(),
        Math.max(heap.getMax(), 0),
        ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
        gcCount,
        gcMillis,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        readResidentBytes(),
        readCpuNanos());
  }

  private static long readCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime())
        : 0;
  }

  /** Physical memory of this process alone; 0 where the operating system does not say. */
  public static long readResidentBytes() {
    try {
      return parseResidentBytes(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
    } catch (IOException | SecurityException e) {
      return 0;
    }
  }

  /** From the text of Linux's {@code /proc/PID/status}; 0 if it is not in it. */
  static long parseResidentBytes(String status) {
    for (String line : status.split("\n", -1)) {
      if (line.startsWith("VmRSS:")) {
        String digits = line.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits) << 10;
      }
    }
    return 0;
  }
}
