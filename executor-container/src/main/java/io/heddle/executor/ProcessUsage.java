package io.heddle.executor;

import com.sun.management.OperatingSystemMXBean;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.protocol.executor.Heartbeat;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process uses, for heartbeats. Safe for all threads. */
final class ProcessUsage {
  private static final Path STATM = Path.of("/proc/self/statm");

  /** What Linux counts resident memory in, on all platforms we run on. */
  private static final long PAGE_BYTES = 4096;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  Heartbeat heartbeat(List<Long> running, MemoryManager memory) {
    Runtime runtime = Runtime.getRuntime();
    return Heartbeat.newBuilder()
        .addAllRunningTasks(running)
        .setHeapUsedBytes(runtime.totalMemory() - runtime.freeMemory())
        .setHeapMaxBytes(runtime.maxMemory())
        .setStorageUsedBytes(memory.storageUsed())
        .setExecutionUsedBytes(memory.executionUsed())
        .setGcMillis(collectors.stream().mapToLong(c -> Math.max(0, c.getCollectionTime())).sum())
        .setResidentBytes(residentBytes())
        .setCpuNanos(system.getProcessCpuTime())
        .build();
  }

  /** Resident memory; 0 where the system does not tell. */
  static long residentBytes() {
    try {
      String[] fields = Files.readString(STATM, StandardCharsets.US_ASCII).split(" ");
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 0;
    }
  }
}
