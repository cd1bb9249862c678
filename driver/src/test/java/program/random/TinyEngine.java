package program.random;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.MemorySettings;
import io.heddle.conf.ShuffleSettings;
import io.heddle.driver.LocalDriver;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.text.TextFileStore;
import io.heddle.rdd.HeddleContext;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A local engine with hardly any memory; it counts what was spilled. One failed task is failure.
 */
final class TinyEngine implements AutoCloseable {
  private final AtomicLong spilled = new AtomicLong();
  private final HeddleContext context;
  private final long region;
  private final String name;

  /**
   * @param region what execution and storage may use together
   */
  TinyEngine(int threads, DataSize region, int frameRows, Path directory) {
    this.region = region.bytes();
    name = "local[%d], %s".formatted(threads, region);
    HeddleConf conf =
        HeddleConf.empty()
            .with(ApplicationSettings.MASTER, "local[" + threads + "]")
            .with("heddle.task.maxFailures", "1")
            .with(MemorySettings.REGION_SIZE, region)
            .with(MemorySettings.OFF_HEAP_SIZE, region)
            .with(ShuffleSettings.FRAME_ROWS, frameRows)
            .with(ShuffleSettings.FRAME_SIZE, DataSize.ofKibibytes(4));
    context =
        HeddleContext.on(
            LocalDriver.start(
                conf,
                TinyEngine.class.getClassLoader(),
                event -> spilled.addAndGet(event.getTaskEnded().getMetrics().getSpilledBytes())),
            new TextFileStore());
    context.setCheckpointDir(directory.toString());
  }

  HeddleContext context() {
    return context;
  }

  /**
   * Whether a program may end so: the values of one key, which must be in memory together, are too
   * many for it.
   */
  boolean mayRefuse(Data data, Throwable error) {
    return error instanceof HeddleException e
        && e.code() == ErrorCode.OUT_OF_MEMORY
        && data.largestGroup() > region / 4;
  }

  /** Bytes that tasks which have ended have spilled so far. */
  long spilledBytes() {
    return spilled.get();
  }

  @Override
  public void close() {
    context.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
