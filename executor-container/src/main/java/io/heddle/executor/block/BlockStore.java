package io.heddle.executor.block;

import io.heddle.error.HeddleException;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.OffHeapPool;
import io.heddle.executor.memory.StorageEvictor;
import io.heddle.executor.memory.StorageSpace;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.rdd.StorageLevel;
import io.heddle.shuffle.server.PeerBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final StoragePools pools;
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
      OffHeapPool outside,
      SpillDirectories directories,
      Supplier<FrameWriter> frameWriters,
      BlockListener listener) {
    this.memory = memory;
    this.pools = new StoragePools(memory, outside);
    this.directories = directories;
    this.frameWriters = frameWriters;
    this.listener = listener;
    memory.evictor(this::freeForExecution);
  }

  /** Says who else has storage memory that can be had back when no block is left to go. */
  public void others(StorageEvictor newOthers) {
    others = newOthers;
  }

  /**
   * Lets half of what is cached leave memory, on the heap and outside of it, so that the process
   * can become smaller.
   *
   * @return bytes that left
   */
  public long shed() {
    return freeForExecution((memory.storageUsed() + 1) / 2)
        + free((pools.outside().used() + 1) / 2, NO_RDD, true);
  }

  private long freeForExecution(long bytes) {
    long freed = free(bytes, NO_RDD, false);
    return freed < bytes ? freed + others.evict(bytes - freed) : freed;
  }

  /** Takes storage memory for something that is no block; blocks make room for it. */
  @Override
  public boolean reserve(long bytes) {
    return reserve(bytes, NO_RDD, false);
  }

  @Override
  public void take(long bytes) {
    memory.takeStorage(bytes);
  }

  @Override
  public void release(long bytes) {
    release(bytes, false);
  }

  @Override
  public long region() {
    return memory.region();
  }

  /** What a block is made of at the moment of asking. */
  record Found(MemoryForm memory, BlockFile file) {}

  /** Finds a block and marks it as used; null when there is none. */
  synchronized Found find(BlockId id) {
    Block block = blocks.get(id);
    return block == null ? null : new Found(block.memory, block.file);
  }

  BlockLocks locks() {
    return locks;
  }

  /** Takes storage memory for a block, letting others leave that are not of the same node. */
  boolean reserve(long bytes, int rddId, boolean offHeap) {
    while (!pools.tryAcquire(bytes, offHeap)) {
      if (bytes > pools.most(offHeap) || free(bytes, rddId, offHeap) == 0) {
        return false;
      }
    }
    return true;
  }

  void release(long bytes, boolean offHeap) {
    pools.release(bytes, offHeap);
  }

  /** All there is of one memory. */
  long most(boolean offHeap) {
    return pools.most(offHeap);
  }

  /**
   * A block in the form that peers read; null when it is not here.
   *
   * @throws IOException when it is here and cannot be read
   */
  public PeerBlock findForPeer(String name) throws IOException {
    BlockId id = BlockId.parse(name);
    Found found = id == null ? null : find(id);
    return found == null ? null : PeerCopies.of(found, directories, frameWriters);
  }

  /** Whether a block is here. */
  public synchronized boolean has(BlockId id) {
    return blocks.containsKey(id);
  }

  /**
   * Keeps another executor's block as its level says, as far as there is room.
   *
   * @param frames as the peer gave them; the store's from now on
   */
  public void addCopy(BlockId id, StorageLevel level, byte[] frames) throws IOException {
    Pages pages = Pages.of(frames);
    if (level.useMemory() && reserve(pages.bytes(), id.rddId(), false)) {
      add(id, level, pages, pages.bytes(), false);
    } else if (level.useDisk()) {
      addOnDisk(id, level, file -> file.write(frames, 0, frames.length));
    }
  }

  /**
   * Adds a block in memory.
   *
   * @param bytes that were reserved for it
   */
  void add(BlockId id, StorageLevel level, MemoryForm form, long bytes, boolean offHeap) {
    Block block = new Block(id, level);
    block.memory = form;
    block.memoryBytes = bytes;
    block.offHeap = offHeap;
    put(block);
    listener.changed(id, level, bytes, 0);
  }

  /** Writes a block to disk and adds it. */
  void addOnDisk(BlockId id, StorageLevel level, BlockFile.Content content) throws IOException {
    Block block = new Block(id, level);
    block.file = BlockFile.write(directories.newFile(), content);
    put(block);
    listener.changed(id, level, 0, block.file.bytes());
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
    listener.changed(id, block.level, 0, 0);
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
        listener.changed(block.id, block.level, 0, 0);
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
    pools.release(bytes, block.offHeap);
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

  /** Lets blocks leave one memory until so much of it is free; those of one node stay. */
  private long free(long wanted, int stayingRdd, boolean offHeap) {
    long freed = 0;
    while (freed < wanted) {
      Block victim = nextVictim(stayingRdd, offHeap);
      if (victim == null) {
        break;
      }
      freed += evict(victim);
    }
    return freed;
  }

  private synchronized Block nextVictim(int stayingRdd, boolean offHeap) {
    for (Map.Entry<BlockId, Block> entry : blocks.entrySet()) {
      Block block = entry.getValue();
      if (block.memory != null
          && block.offHeap == offHeap
          && !block.leaving
          && block.id.rddId() != stayingRdd) {
        block.leaving = true;
        return block;
      }
    }
    return null;
  }

  private long evict(Block block) {
    BlockFile written = null;
    if (block.level.useDisk()) {
      written = writeOut(block);
    }
    boolean dropped;
    long bytes;
    synchronized (this) {
      dropped = block.dropped;
      bytes = block.memoryBytes;
      block.memory = null;
      block.memoryBytes = 0; // given back below, and not again when it is dropped from disk
      block.leaving = false;
      if (!dropped) {
        block.file = written;
        if (written == null) {
          blocks.remove(block.id);
        }
      }
    }
    pools.release(bytes, block.offHeap);
    if (dropped) {
      delete(written);
    } else {
      LOG.debug("{} left memory, {} bytes", block.id, bytes);
      listener.changed(block.id, block.level, 0, block.diskBytes());
    }
    return bytes;
  }

  private BlockFile writeOut(Block block) {
    try {
      MemoryForm form = block.memory;
      return BlockFile.write(directories.newFile(), file -> form.writeTo(file, frameWriters));
    } catch (IOException | UncheckedIOException | HeddleException e) {
      // The block can be computed again; whoever needs its memory should not fail for it.
      LOG.warn("{} could not be written to disk and is dropped", block.id, e);
      return null;
    }
  }
}
