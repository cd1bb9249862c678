package io.heddle.am.launch;

import io.heddle.conf.DataSize;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.MemorySettings;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;

/**
 * What a container asks of YARN.
 *
 * @param heap of its JVM
 * @param overhead memory beyond the heap
 * @param offHeap of the overhead, for blocks outside of the heap
 */
public record ContainerSize(DataSize heap, DataSize overhead, DataSize offHeap, int cores) {
  private static final DataSize LEAST_OVERHEAD = DataSize.ofMebibytes(384);

  /** An executor's; memory for blocks outside of the heap is overhead. */
  public static ContainerSize ofExecutor(HeddleConf conf) {
    ContainerSize plain =
        of(
            conf.get(ExecutorSettings.MEMORY),
            conf.get(ExecutorSettings.MEMORY_OVERHEAD),
            conf.get(ExecutorSettings.CORES));
    long offHeap = conf.get(MemorySettings.OFF_HEAP_SIZE).bytes();
    return new ContainerSize(
        plain.heap(),
        DataSize.ofBytes(plain.overhead().bytes() + offHeap),
        DataSize.ofBytes(offHeap),
        plain.cores());
  }

  /** The ApplicationMaster's. */
  public static ContainerSize ofMaster(HeddleConf conf) {
    return of(
        conf.get(ExecutorSettings.DRIVER_MEMORY),
        conf.get(ExecutorSettings.DRIVER_MEMORY_OVERHEAD),
        conf.get(ExecutorSettings.DRIVER_CORES));
  }

  private static ContainerSize of(DataSize heap, DataSize overhead, int cores) {
    if (overhead.bytes() > 0) {
      return new ContainerSize(heap, overhead, DataSize.ofBytes(0), cores);
    }
    DataSize tenth = DataSize.ofMebibytes((heap.bytes() / 10 + (1L << 20) - 1) >> 20);
    return new ContainerSize(
        heap,
        tenth.compareTo(LEAST_OVERHEAD) > 0 ? tenth : LEAST_OVERHEAD,
        DataSize.ofBytes(0),
        cores);
  }

  /**
   * What the JVM may allocate as direct buffers: blocks outside of the heap, and a third of the
   * other overhead, for the network. The rest is left to the JVM itself: classes, compiled code,
   * stacks, the collector's tables.
   */
  public DataSize direct() {
    return DataSize.ofBytes(offHeap.bytes() + (overhead.bytes() - offHeap.bytes()) / 3);
  }

  /** Heap and overhead in whole mebibytes. */
  public long megabytes() {
    return new DataSize(heap.bytes() + overhead.bytes()).mebibytesRoundedUp();
  }

  /**
   * Refuses a container that the cluster can never allocate.
   *
   * @param whose {@code an executor} or {@code the ApplicationMaster}
   * @throws HeddleException CONTAINER_TOO_LARGE
   */
  public void requireWithin(String whose, long maxMegabytes, int maxCores) {
    if (megabytes() > maxMegabytes) {
      throw new HeddleException(
          ErrorCode.CONTAINER_TOO_LARGE,
          whose
              + " needs a container of "
              + megabytes()
              + " MB ("
              + heap
              + " heap and "
              + overhead
              + " overhead), but the cluster's largest is "
              + maxMegabytes
              + " MB");
    }
    if (cores > maxCores) {
      throw new HeddleException(
          ErrorCode.CONTAINER_TOO_LARGE,
          whose + " asks for " + cores + " cores, but the cluster allows at most " + maxCores);
    }
  }
}
