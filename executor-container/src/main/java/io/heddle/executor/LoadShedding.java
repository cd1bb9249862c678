package io.heddle.executor;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.runner.ExecutorServices;
import io.heddle.executor.runner.TaskRunner;
import io.heddle.executor.watch.NativeMemory;
import io.heddle.executor.watch.Relief;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Remark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an executor's process smaller. */
final class LoadShedding implements Relief {
  private static final Logger LOG = LoggerFactory.getLogger(LoadShedding.class);

  /** Of the region that execution and storage use. */
  private static final double SHARE_UNDER_PRESSURE = 0.5;

  private final ExecutorServices services;
  private final TaskRunner runner;
  private final DriverStream stream;

  LoadShedding(ExecutorServices services, TaskRunner runner, DriverStream stream) {
    this.services = services;
    this.runner = runner;
    this.stream = stream;
  }

  @Override
  public void evictBlocks() {
    LOG.info("{} bytes of cached blocks left memory", services.blocks().shed());
  }

  @Override
  public void makeTasksSpill() {
    services.memory().limitTo(SHARE_UNDER_PRESSURE);
  }

  @Override
  public void holdTasks() {
    runner.limit(1);
  }

  @Override
  public void trim() {
    NativeMemory.trim();
  }

  @Override
  public long failTask(String why) {
    return runner.failLargest(new HeddleException(ErrorCode.CONTAINER_OUTGROWN, why));
  }

  @Override
  public void relax() {
    services.memory().limitTo(1);
    runner.limit(Integer.MAX_VALUE);
  }

  @Override
  public void tell(String text) {
    LOG.warn("{}", text);
    stream.send(FromExecutor.newBuilder().setRemark(Remark.newBuilder().setText(text)).build());
  }
}
