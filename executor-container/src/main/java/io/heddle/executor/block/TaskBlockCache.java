package io.heddle.executor.block;

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

/** One task's way to the executor's blocks. Used by the task's thread. */
public final class TaskBlockCache implements BlockCache {
  /** Memory is reserved in steps of this, or an eighth of what the block has already. */
  private static final long STEP_BYTES = 256 * 1024;

  private static final int CHECK_MASK = 255;

  private final BlockStore store;
  private final TaskSpace space;

  public TaskBlockCache(BlockStore store, TaskSpace space) {
    this.store = store;
    this.space = space;
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
      return found.memory().iterator();
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

  private <T> Iterator<T> computeAndKeep(
      BlockId id, StorageLevel level, Callable<Iterator<T>> compute) throws Exception {
    Iterator<T> source = compute.call();
    if (level == StorageLevel.DISK_ONLY) {
      return open(store.addOnDisk(id, level, source, space.frames()));
    }
    return new Unrolling<>(id, level, source).run();
  }

  /** Reads a computed partition into memory as far as memory goes. */
  private final class Unrolling<T> {
    private final BlockId id;
    private final StorageLevel level;
    private final Iterator<T> source;
    private final Records records = new Records();
    private long reserved;

    Unrolling(BlockId id, StorageLevel level, Iterator<T> source) {
      this.id = id;
      this.level = level;
      this.source = source;
    }

    Iterator<T> run() throws IOException {
      try {
        return takeAll() ? keep() : overflow();
      } finally {
        if (reserved > 0) {
          store.release(reserved);
        }
      }
    }

    private boolean takeAll() {
      while (source.hasNext()) {
        records.add(source.next());
        if ((records.count() & CHECK_MASK) == 0) {
          space.checkKilled();
          if (!reserve()) {
            return false;
          }
        }
      }
      records.compact();
      return reserve();
    }

    private boolean reserve() {
      long missing = records.bytes() - reserved;
      if (missing <= 0) {
        return true;
      }
      long step = Math.max(missing, Math.max(STEP_BYTES, reserved / 8));
      if (store.reserve(step, id.rddId())) {
        reserved += step;
        return true;
      }
      if (store.reserve(missing, id.rddId())) {
        reserved += missing;
        return true;
      }
      return false;
    }

    private Iterator<T> keep() {
      long bytes = records.bytes();
      store.release(reserved - bytes);
      reserved = 0;
      store.add(id, level, records, bytes);
      return records.iterator();
    }

    /** It does not fit: to disk with all of it, or back to the task as it was computed. */
    private Iterator<T> overflow() throws IOException {
      Iterator<T> all = new Chain<>(records.iterator(), source);
      if (level == StorageLevel.MEMORY_AND_DISK) {
        return open(store.addOnDisk(id, level, all, space.frames()));
      }
      return all;
    }
  }

  private record Chain<T>(Iterator<T> first, Iterator<T> second) implements Iterator<T> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public T next() {
      return first.hasNext() ? first.next() : second.next();
    }
  }
}
