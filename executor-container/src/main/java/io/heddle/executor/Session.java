package io.heddle.executor;

import com.codahale.metrics.MetricRegistry;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.executor.block.BlockId;
import io.heddle.executor.runner.ExecutorServices;
import io.heddle.executor.runner.OutcomeSink;
import io.heddle.executor.runner.TaskRunner;
import io.heddle.executor.spill.LocalDisks;
import io.heddle.executor.watch.MemoryWatch;
import io.heddle.monitoring.metrics.JmxMetrics;
import io.heddle.monitoring.metrics.ProcessMetrics;
import io.heddle.monitoring.metrics.ProcessStats;
import io.heddle.protocol.executor.AskCommit;
import io.heddle.protocol.executor.BlocksChanged;
import io.heddle.protocol.executor.CachedBlock;
import io.heddle.protocol.executor.CopyBlock;
import io.heddle.protocol.executor.Draining;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.HeldBlock;
import io.heddle.protocol.executor.Task;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.ToExecutor;
import io.heddle.rdd.StorageLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a registered executor does on one stream: carries out commands, reports outcomes, blocks and
 * its use of the machine. It ends with the stream; nothing of it outlives that but map output
 * files.
 */
final class Session implements OutcomeSink {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long CLOSE_SECONDS = 2;

  /** Metrics are not shown, nor their library loaded, while first tasks want the processor. */
  private static final long JMX_DELAY_MILLIS = 5000;

  private final DriverStream stream;
  private final Consumer<OutOfMemoryError> onOutOfMemory;
  private final ExecutorServices services;
  private final TaskRunner runner;
  private final ScheduledFuture<?> heartbeats;
  private final ExecutorCounts counts = new ExecutorCounts();
  private final ScheduledFuture<?> showing;
  private final String containerId;
  private final List<Path> localDirectories;
  private final AtomicBoolean draining = new AtomicBoolean();

  /** Null where the process has no limit. */
  private final MemoryWatch watch;

  /** The timer thread's, as is {@link #close}. */
  private JmxMetrics jmx;

  /**
   * Starts slots and heartbeats.
   *
   * @param applicationAttempt of the driver at the other end, from 1
   */
  Session(
      ExecutorOptions options,
      HeddleConf conf,
      int applicationAttempt,
      DriverStream stream,
      ScheduledExecutorService timer,
      Consumer<OutOfMemoryError> onOutOfMemory) {
    this.stream = stream;
    this.containerId = options.containerId();
    this.localDirectories = options.localDirectories();
    this.onOutOfMemory = onOutOfMemory;
    services =
        new ExecutorServices(
            options,
            conf,
            applicationAttempt,
            Runtime.getRuntime().maxMemory(),
            this::blockChanged);
    runner = new TaskRunner(services, options.slots(), this);
    long millis = conf.get(ExecutorSettings.HEARTBEAT_INTERVAL).toMillis();
    heartbeats = timer.scheduleAtFixedRate(this::heartbeat, millis, millis, TimeUnit.MILLISECONDS);
    watch = options.containerBytes() == 0 ? null : watch(options);
    showing = timer.schedule(() -> show(options, conf), JMX_DELAY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private MemoryWatch watch(ExecutorOptions options) {
    return new MemoryWatch(
            options.containerBytes(),
            Runtime.getRuntime().maxMemory(),
            ProcessStats::readResidentBytes,
            new LoadShedding(services, runner, stream))
        .start();
  }

  private void show(ExecutorOptions options, HeddleConf conf) {
    MetricRegistry registry = new MetricRegistry();
    registry.registerAll(new ExecutorMetrics(services.memory(), runner, options.slots(), counts));
    if (!options.containerId().isEmpty()) {
      registry.registerAll(new ProcessMetrics()); // a local run's process is the driver's to show
    }
    jmx = JmxMetrics.start(conf, registry, "executor." + options.executorId(), Duration.ZERO);
  }

  /** Carries out a command other than Stop; returns quickly. */
  void received(ToExecutor message) {
    switch (message.getMessageCase()) {
      case STAGE_PROGRAM ->
          runner.program(
              message.getStageProgram().getStageId(), message.getStageProgram().getProgram());
      case MAP_OUTPUTS -> services.mapOutputs().put(message.getMapOutputs());
      case LAUNCH_TASKS -> {
        for (Task task : message.getLaunchTasks().getTasksList()) {
          runner.launch(task);
        }
      }
      case KILL_TASK ->
          runner.kill(message.getKillTask().getTaskId(), message.getKillTask().getReason());
      case MAY_COMMIT ->
          runner.mayCommit(message.getMayCommit().getTaskId(), message.getMayCommit().getAllowed());
      case DROP_RDD -> services.blocks().dropRdd(message.getDropRdd().getRddId());
      case DROP_SHUFFLE -> dropShuffle(message.getDropShuffle().getShuffleId());
      case DROP_BROADCAST ->
          services
              .broadcasts()
              .drop(
                  message.getDropBroadcast().getBroadcastId(),
                  message.getDropBroadcast().getDestroyed());
      case COPY_BLOCK -> copyBlock(message.getCopyBlock());
      case FORGET_STAGE -> runner.forget(message.getForgetStage().getStageId());
      case CHALLENGE, REGISTERED, STOP, MESSAGE_NOT_SET ->
          LOG.error("the driver sent {} at the wrong time", message.getMessageCase());
    }
  }

  private void copyBlock(CopyBlock wanted) {
    HeldBlock block = wanted.getBlock();
    services
        .copies()
        .take(
            new BlockId(block.getRddId(), block.getPartition()),
            StorageLevel.valueOf(wanted.getLevel()),
            block.getHost(),
            block.getPort(),
            block.getBytes());
  }

  private void dropShuffle(int shuffleId) {
    try {
      services.dropShuffle(shuffleId);
    } catch (IOException e) {
      LOG.warn("files of shuffle {} could not be removed", shuffleId, e);
    }
  }

  private void heartbeat() {
    try {
      stream.send(FromExecutor.newBuilder().setHeartbeat(usage()).build());
    } catch (RuntimeException e) {
      // An exception would end the timer's task, and the driver would take us for lost.
      LOG.error("a heartbeat failed", e);
    }
  }

  private Heartbeat usage() {
    ProcessStats process = ProcessStats.read();
    Heartbeat.Builder heartbeat = Heartbeat.newBuilder();
    runner.progress(
        (taskId, recordsRead) -> heartbeat.addRunningTasks(taskId).addRecordsRead(recordsRead));
    return heartbeat
        .setHeapUsedBytes(process.heapUsedBytes())
        .setHeapMaxBytes(process.heapMaxBytes())
        .setStorageUsedBytes(services.memory().storageUsed() + services.outside().used())
        .setExecutionUsedBytes(services.memory().executionUsed())
        .setGcMillis(process.gcMillis())
        .setResidentBytes(process.residentBytes())
        .setCpuNanos(process.cpuNanos())
        .build();
  }

  @Override
  public void ended(TaskEnded outcome) {
    counts.count(outcome);
    stream.send(outcome);
  }

  @Override
  public void diskFailed() {
    // A local run has no other executor to go to.
    if (containerId.isEmpty()) {
      return;
    }
    Optional<String> why = LocalDisks.whyUnusable(localDirectories);
    if (why.isPresent() && draining.compareAndSet(false, true)) {
      LOG.error("The executor takes no more tasks: {}", why.get());
      stream.send(
          FromExecutor.newBuilder()
              .setDraining(Draining.newBuilder().setReason(why.get()))
              .build());
    }
  }

  @Override
  public void askCommit(long taskId) {
    stream.send(
        FromExecutor.newBuilder().setAskCommit(AskCommit.newBuilder().setTaskId(taskId)).build());
  }

  @Override
  public void outOfMemory(OutOfMemoryError error) {
    onOutOfMemory.accept(error);
  }

  private void blockChanged(BlockId id, StorageLevel level, long memoryBytes, long diskBytes) {
    CachedBlock block =
        CachedBlock.newBuilder()
            .setRddId(id.rddId())
            .setPartition(id.partition())
            .setMemoryBytes(memoryBytes)
            .setDiskBytes(diskBytes)
            .setLevel(level.name())
            .setReplication(level.replication())
            .build();
    BlocksChanged.Builder changed = BlocksChanged.newBuilder();
    if (memoryBytes > 0 || diskBytes > 0) {
      changed.addAdded(block).setPeerPort(services.peerPort());
    } else {
      changed.addRemoved(block);
    }
    stream.send(FromExecutor.newBuilder().setBlocksChanged(changed).build());
  }

  /** Ends all attempts, and frees everything but map outputs. */
  void close() {
    heartbeats.cancel(false);
    showing.cancel(false);
    if (watch != null) {
      watch.close();
    }
    if (jmx != null) {
      jmx.close();
    }
    if (!runner.close(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("a task does not react to its end");
    }
    try {
      services.close();
    } catch (IOException e) {
      LOG.warn("temporary files could not be removed", e);
    }
  }
}
