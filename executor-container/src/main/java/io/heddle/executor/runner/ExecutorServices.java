package io.heddle.executor.runner;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.MemorySettings;
import io.heddle.conf.ShuffleSettings;
import io.heddle.executor.ExecutorOptions;
import io.heddle.executor.block.BlockListener;
import io.heddle.executor.block.BlockStore;
import io.heddle.executor.block.CopyTaker;
import io.heddle.executor.broadcast.BroadcastStore;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.OffHeapPool;
import io.heddle.executor.peer.Peers;
import io.heddle.executor.shuffle.BlockAccess;
import io.heddle.executor.shuffle.MapOutputTables;
import io.heddle.executor.shuffle.ShuffleWriter;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.serde.SerdeFactory;
import io.heddle.shuffle.client.ShuffleClientOptions;
import io.heddle.shuffle.file.ShuffleDirectories;
import io.heddle.shuffle.server.PeerBlock;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the task attempts of an executor share. Safe for all threads. */
public final class ExecutorServices implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorServices.class);

  // Together the bits of a number that is not negative.
  private static final int TASK_ID_BITS = 27;
  private static final int ATTEMPT_MASK = 15;

  private final HeddleConf conf;
  private final ClassLoader userClasses;
  private final MemoryManager memory;
  private final SpillDirectories spills;
  private final ShuffleDirectories shuffles;
  private final ShuffleWriter shuffleWriter;
  private final MapOutputTables mapOutputs = new MapOutputTables();
  private final BlockAccess blockAccess;
  private final BlockStore blocks;
  private final BroadcastStore broadcasts;
  private final Peers peers;
  private final CopyTaker copies;
  private final OffHeapPool outside;
  private final boolean alone;
  private final SerdeFactory serdes;
  private final int applicationAttempt;

  /**
   * @param conf the application's settings
   * @param applicationAttempt of the driver that tasks are run for, from 1
   * @param heapBytes of this JVM
   */
  public ExecutorServices(
      ExecutorOptions options,
      HeddleConf conf,
      int applicationAttempt,
      long heapBytes,
      BlockListener blockListener) {
    this.conf = conf;
    userClasses = options.userClasses();
    this.applicationAttempt = applicationAttempt;
    memory = new MemoryManager(region(conf, heapBytes), conf.get(MemorySettings.STORAGE_FRACTION));
    outside = new OffHeapPool(conf.get(MemorySettings.OFF_HEAP_SIZE).bytes());
    spills = new SpillDirectories(options.ownDirectories(), options.executorId());
    shuffles = ShuffleDirectories.of(options.localDirectories());
    shuffleWriter = new ShuffleWriter(shuffles, conf.get(ShuffleSettings.FRAME_SIZE).bytes());
    blockAccess =
        new BlockAccess(options.host(), options.applicationId(), options.secret(), shuffles, conf);
    serdes = SerdeFactory.of(conf, userClasses);
    blocks = new BlockStore(memory, outside, spills, this::newFrameWriter, blockListener);
    peers =
        new Peers(
            options.executorId(),
            options.host(),
            options.containerId().isEmpty() ? options.host() : null,
            options.applicationId(),
            options.secret(),
            new ShuffleClientOptions().connectTimeout(conf.get(ShuffleSettings.CONNECT_TIMEOUT)),
            this::findForPeer);
    broadcasts = new BroadcastStore(blocks, serdes, peers);
    copies = new CopyTaker(blocks, peers);
    alone = options.containerId().isEmpty();
    blocks.others(broadcasts::evict);
  }

  private static long region(HeddleConf conf, long heapBytes) {
    long set = conf.get(MemorySettings.REGION_SIZE).bytes();
    return set > 0 ? set : MemoryManager.regionOf(heapBytes, conf.get(MemorySettings.FRACTION));
  }

  private PeerBlock findForPeer(String name) throws IOException {
    PeerBlock chunk = broadcasts.find(name);
    return chunk != null ? chunk : blocks.findForPeer(name);
  }

  /** Where peers read this executor's blocks; 0 where it is the only one there can be. */
  public int peerPort() {
    if (alone) {
      return 0;
    }
    try {
      return peers.port();
    } catch (IOException e) {
      LOG.warn("blocks cannot be served to peers", e);
      return 0;
    }
  }

  Peers peers() {
    return peers;
  }

  public CopyTaker copies() {
    return copies;
  }

  public OffHeapPool outside() {
    return outside;
  }

  HeddleConf conf() {
    return conf;
  }

  ClassLoader userClasses() {
    return userClasses;
  }

  public MemoryManager memory() {
    return memory;
  }

  SpillDirectories spills() {
    return spills;
  }

  ShuffleWriter shuffleWriter() {
    return shuffleWriter;
  }

  /**
   * Names a task's map output among those of the same map partition. Attempts of all stage attempts
   * have different task ids. A second ApplicationMaster counts from 0 again, while outputs made for
   * the first still lie in the same directories, and shuffle services remember them.
   */
  int outputNumber(long taskId) {
    return (applicationAttempt - 1 & ATTEMPT_MASK) << TASK_ID_BITS
        | (int) (taskId & (1 << TASK_ID_BITS) - 1);
  }

  public MapOutputTables mapOutputs() {
    return mapOutputs;
  }

  BlockAccess blockAccess() {
    return blockAccess;
  }

  public BlockStore blocks() {
    return blocks;
  }

  public BroadcastStore broadcasts() {
    return broadcasts;
  }

  SerdeFactory serdes() {
    return serdes;
  }

  private FrameWriter newFrameWriter() {
    return new FrameWriter(serdes.create(), conf.get(ShuffleSettings.COMPRESS));
  }

  /** Removes the map outputs of a shuffle that this executor can reach, and where they are. */
  public void dropShuffle(int shuffleId) throws IOException {
    mapOutputs.remove(shuffleId);
    shuffles.removeShuffle(shuffleId);
  }

  /** Frees memory, files and connections, when no attempt runs any more. */
  @Override
  public void close() throws IOException {
    copies.close();
    peers.close();
    broadcasts.clear();
    blocks.clear();
    blockAccess.close();
    spills.removeAll();
  }
}
