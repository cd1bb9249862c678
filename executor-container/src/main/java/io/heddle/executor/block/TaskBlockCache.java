package io.heddle.executor.block;

import io.heddle.executor.peer.Peers;
import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameSource;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.StorageLevel;
import io.heddle.task.BlockCache;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task's way to cached blocks: those of the executor, then those that a peer is known to hold,
 * and what nobody has is computed and kept. Used by the task's thread.
 */
public final class TaskBlockCache implements BlockCache {
  private static final Logger LOG = LoggerFactory.getLogger(TaskBlockCache.class);

  private final BlockStore store;
  private final TaskSpace space;
  private final RemoteBlocks remote;

  public TaskBlockCache(BlockStore store, TaskSpace space, RemoteBlocks remote) {
    this.store = store;
    this.space = space;
    this.remote = remote;
  }

  @Override
  public <T> Iterator<T> getOrCompute(
      int rddId, int partition, StorageLevel level, Callable<Iterator<T>> compute)
      throws Exception {
    if (level == StorageLevel.NONE) {
      return compute.call();
    }
    BlockId id = new BlockId(rddId, partition);
    Iterator<T> cached = read(id);
    if (cached != null) {
      return cached;
    }
    store.locks().lock(id);
    try {
      cached = read(id);
      if (cached == null) {
        cached = fetch(id);
      }
      return cached != null ? cached : computeAndKeep(id, level, compute);
    } finally {
      store.locks().unlock(id);
    }
  }

  /** The block's records, or null when it is not there. */
  private <T> Iterator<T> read(BlockId id) throws IOException {
    BlockStore.Found found = store.find(id);
    if (found == null) {
      return null;
    }
    if (found.memory() != null) {
      return found.memory().iterator(space::newReader);
    }
    try {
      return open(found.file());
    } catch (NoSuchFileException e) {
      store.lost(id, found.file()); // dropped meanwhile, or its disk is gone
      return null;
    }
  }

  private <T> Iterator<T> open(BlockFile file) throws IOException {
    FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    space.onEnd(channel);
    FrameReader reader = space.newReader();
    reader.reset(FrameSource.of(channel, 0, file.bytes()));
    return new BatchIterator<>(reader);
  }

  /** The records of a block that a peer holds, or null when it is easier to compute it. */
  private <T> Iterator<T> fetch(BlockId id) throws IOException {
    long bytes = remote.sizeOf(id);
    if (bytes < 0) {
      return null;
    }
    FetchedBlockMemory memory = new FetchedBlockMemory(space.memory());
    space.onEnd(memory);
    if (!memory.reserve(bytes)) {
      return null;
    }
    try {
      byte[] frames = Peers.await(remote.read(id));
      FrameReader reader = space.newReader();
      reader.reset(frames, 0, frames.length);
      return new BatchIterator<>(reader);
    } catch (IOException e) {
      LOG.info("{} is computed, as no peer gives it: {}", id, e.toString());
      memory.close();
      return null;
    }
  }

  private <T> Iterator<T> computeAndKeep(
      BlockId id, StorageLevel level, Callable<Iterator<T>> compute) throws Exception {
    Iterator<T> source = compute.call();
    if (level.useMemory()) {
      Iterator<T> records = new Unrolling<>(store, space, id, level, source).run();
      if (records != null) {
        return records;
      }
    } else {
      store.addOnDisk(id, level, file -> BlockFile.writeRecords(source, space.frames(), file));
    }
    Iterator<T> stored = read(id);
    // Dropped by the program at this very moment; its bytes are gone, and cannot be read twice.
    return stored != null ? stored : compute.call();
  }
}
