package io.heddle.executor.block;

import io.heddle.error.HeddleException;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.StorageEvictor;
import io.heddle.executor.memory.StorageSpace;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.rdd.StorageLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cached blocks of an executor, by last use. Memory for them is the {@link MemoryManager}'s
 * storage side; when it is short, the block least recently used leaves: to disk where its level
 * says so. A block's records that are being read stay on the heap until the reader has done, though
 * they are counted as gone. Safe for all threads.
 */
public final class BlockStore implements StorageSpace {
  private static final Logger LOG = LoggerFactory.getLogger(BlockStore.class);
  private static final int NO_RDD = -1;

  private final MemoryManager memory;
  private final SpillDirectories directories;
  private final Supplier<FrameWriter> frameWriters;
  private final BlockListener listener;
  private final BlockLocks locks = new BlockLocks();
  private volatile StorageEvictor others = bytes -> 0;

  /** Least recently used first. Guarded by this. */
  private final LinkedHashMap<BlockId, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param frameWriters gives a new one for the calling thread
   */
  public BlockStore(
      MemoryManager memory,
      SpillDirectories directories,
      Supplier<FrameWriter> frameWriters,
      BlockListener listener) {
    this.memory = memory;
    this.directories = directories;
    this.frameWriters = frameWriters;
    this.listener = listener;
    memory.evictor(this::freeForExecution);
  }

  /** Says who else has storage memory that can be had back when no block is left to go. */
  public void others(StorageEvictor newOthers) {
    others = newOthers;
  }

  private long freeForExecution(long bytes) {
    long freed = free(bytes, NO_RDD);
    return freed < bytes ? freed + others.evict(bytes - freed) : freed;
  }

  /** Takes storage memory for something that is no block; blocks make room for it. */
  @Override
  public boolean reserve(long bytes) {
    return reserve(bytes, NO_RDD);
  }

  @Override
  public long region() {
    return memory.region();
  }

  /** What a block is made of at the moment of asking. */
  record Found(Records memory, BlockFile file) {}

  /** Finds a block and marks it as used; null when there is none. */
  synchronized Found find(BlockId id) {
    Block block = blocks.get(id);
    return block == null ? null : new Found(block.memory, block.file);
  }

  BlockLocks locks() {
    return locks;
  }

  /** Takes storage memory for a block, letting others leave that are not of the same node. */
  boolean reserve(long bytes, int rddId) {
    while (!memory.tryAcquireStorage(bytes)) {
      if (bytes > memory.region() || free(bytes, rddId) == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void release(long bytes) {
    memory.releaseStorage(bytes);
  }

  /**
   * Adds a block in memory.
   *
   * @param bytes that were reserved for it
   */
  void add(BlockId id, StorageLevel level, Records records, long bytes) {
    Block block = new Block(id, level);
    block.memory = records;
    block.memoryBytes = bytes;
    put(block);
    listener.changed(id, bytes, 0);
  }

  /** Writes records to disk and adds them as a block; gives where they are. */
  BlockFile addOnDisk(BlockId id, StorageLevel level, Iterator<?> records, FrameWriter frames)
      throws IOException {
    Path path = directories.newFile();
    Block block = new Block(id, level);
    block.file = BlockFile.write(path, records, frames);
    put(block);
    listener.changed(id, 0, block.file.bytes());
    return block.file;
  }

  private void put(Block block) {
    Block old;
    synchronized (this) {
      old = blocks.put(block.id, block);
    }
    if (old != null) {
      discard(old);
    }
  }

  /** Removes a block whose file turned out to be unreadable. */
  void lost(BlockId id, BlockFile file) {
    Block block;
    synchronized (this) {
      block = blocks.get(id);
      if (block == null || block.file != file) {
        return;
      }
      blocks.remove(id);
    }
    discard(block);
    listener.changed(id, 0, 0);
  }

  /** Removes all blocks of a node. */
  public void dropRdd(int rddId) {
    dropWhere(rddId, false);
  }

  /** Removes all blocks; nothing is reported. */
  public void clear() {
    dropWhere(0, true);
  }

  private void dropWhere(int rddId, boolean all) {
    List<Block> gone = new ArrayList<>();
    synchronized (this) {
      Iterator<Block> each = blocks.values().iterator();
      while (each.hasNext()) {
        Block block = each.next();
        if (all || block.id.rddId() == rddId) {
          gone.add(block);
          each.remove();
        }
      }
    }
    for (Block block : gone) {
      discard(block);
      if (!all) {
        listener.changed(block.id, 0, 0);
      }
    }
  }

  /** Frees what a block that is in the table no more has. */
  private void discard(Block block) {
    long bytes;
    BlockFile file;
    synchronized (this) {
      block.dropped = true;
      bytes = block.leaving ? 0 : block.memoryBytes; // else its evictor gives back
      file = block.file;
    }
    if (bytes > 0) {
      memory.releaseStorage(bytes);
    }
    delete(file);
  }

  private static void delete(BlockFile file) {
    if (file != null) {
      try {
        file.delete();
      } catch (IOException e) {
        LOG.warn("cannot remove {}", file.path(), e);
      }
    }
  }

  /** Lets blocks leave memory until so much is free; those of one node stay. */
  private long free(long wanted, int stayingRdd) {
    long freed = 0;
    while (freed < wanted) {
      Block victim = nextVictim(stayingRdd);
      if (victim == null) {
        break;
      }
      freed += evict(victim);
    }
    return freed;
  }

  private synchronized Block nextVictim(int stayingRdd) {
    for (Map.Entry<BlockId, Block> entry : blocks.entrySet()) {
      Block block = entry.getValue();
      if (block.memory != null && !block.leaving && block.id.rddId() != stayingRdd) {
        block.leaving = true;
        return block;
      }
    }
    return null;
  }

  private long evict(Block block) {
    BlockFile written = null;
    if (block.level == StorageLevel.MEMORY_AND_DISK) {
      written = writeOut(block);
    }
    boolean dropped;
    synchronized (this) {
      dropped = block.dropped;
      block.memory = null;
      block.leaving = false;
      if (!dropped) {
        block.file = written;
        if (written == null) {
          blocks.remove(block.id);
        }
      }
    }
    memory.releaseStorage(block.memoryBytes);
    if (dropped) {
      delete(written);
    } else {
      LOG.debug("{} left memory, {} bytes", block.id, block.memoryBytes);
      listener.changed(block.id, 0, block.diskBytes());
    }
    return block.memoryBytes;
  }

  private BlockFile writeOut(Block block) {
    try {
      return BlockFile.write(directories.newFile(), block.memory.iterator(), frameWriters.get());
    } catch (IOException | UncheckedIOException | HeddleException e) {
      // The block can be computed again; whoever needs its memory should not fail for it.
      LOG.warn("{} could not be written to disk and is dropped", block.id, e);
      return null;
    }
  }
}
