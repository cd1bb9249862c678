package io.heddle.executor.broadcast;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.memory.ObjectSizes;
import io.heddle.executor.memory.StorageSpace;
import io.heddle.executor.peer.Peers;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.broadcast.BroadcastChunks;
import io.heddle.rdd.broadcast.BroadcastHome;
import io.heddle.serde.SerdeFactory;
import io.heddle.shuffle.server.PeerBlock;
import io.heddle.task.TaskKilledException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broadcast values of an executor, one copy of each for all its tasks. The first task that
 * reads one fetches it while others wait.
 *
 * <p><b>Memory.</b> Value and chunks are counted as storage. Cached blocks make room for them; when
 * execution needs storage memory back, chunks go first and then values, which are fetched again by
 * the next task that reads them. A value that gets no memory is shared by the tasks that have it,
 * and gone after them; one that is larger than all of the region fails. Safe for all threads.
 */
public final class BroadcastStore implements BroadcastHome {
  private static final Logger LOG = LoggerFactory.getLogger(BroadcastStore.class);

  private final Map<Long, BroadcastEntry> entries = new ConcurrentHashMap<>();

  /** Numbers only grow, and there are as many as broadcasts that were destroyed. */
  private final Set<Long> destroyed = ConcurrentHashMap.newKeySet();

  private final StorageSpace space;
  private final SerdeFactory serdes;
  private final Random random = new Random();
  private final Peers peers;

  public BroadcastStore(StorageSpace space, SerdeFactory serdes, Peers peers) {
    this.space = space;
    this.serdes = serdes;
    this.peers = peers;
  }

  @Override
  public boolean isDriver() {
    return false;
  }

  @Override
  public Object value(Broadcast<?> broadcast) {
    if (destroyed.contains(broadcast.id())) {
      throw new HeddleException(
          ErrorCode.BROADCAST_DESTROYED, broadcast + " has been destroyed by the program");
    }
    BroadcastEntry entry =
        entries.computeIfAbsent(broadcast.id(), id -> new BroadcastEntry(broadcast.chunks()));
    Object value = entry.value;
    return value != null ? value : fetched(broadcast, entry);
  }

  private Object fetched(Broadcast<?> broadcast, BroadcastEntry entry) {
    try {
      entry.lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("interrupted while it waited for " + broadcast);
    }
    try {
      Object value = entry.value;
      if (value == null) {
        value = entry.letGo.get();
      }
      return value != null ? value : fetch(broadcast, entry);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.CONNECTION_FAILED,
          broadcast + " could not be fetched from the driver at " + broadcast.host(),
          e);
    } finally {
      entry.lock.unlock();
      if (entry.dropped) {
        free(entry);
      }
    }
  }

  private Object fetch(Broadcast<?> broadcast, BroadcastEntry entry) throws IOException {
    BroadcastChunks table = entry.table;
    long stored = entry.storedBytes();
    checkFits(broadcast, stored + table.rawBytes());
    boolean keepsChunks = reserveChunks(entry, stored);
    AtomicReferenceArray<byte[]> chunks = new AtomicReferenceArray<>(table.count());
    boolean whole = false;
    // While it is put together it is there twice.
    long building = table.rawBytes() + (keepsChunks ? 0 : stored);
    if (!space.reserve(building)) {
      space.take(building);
    }
    try {
      if (keepsChunks) {
        entry.chunks = chunks;
      }
      byte[] raw = new BroadcastFetch(broadcast, peers, chunks, random).run();
      Object value = serdes.create().fromBytes(raw);
      whole = true;
      keep(broadcast, entry, value);
      return value;
    } finally {
      space.release(building);
      if (!whole) {
        entry.chunks = null;
        space.release(entry.chunkBytes);
        entry.chunkBytes = 0;
      }
    }
  }

  private void checkFits(Broadcast<?> broadcast, long bytes) {
    if (bytes > space.region()) {
      throw new HeddleException(
          ErrorCode.OUT_OF_MEMORY,
          broadcast
              + " needs "
              + bytes
              + " bytes to be read, and an executor has "
              + space.region()
              + " for execution and storage together; raise heddle.executor.memory, or join"
              + " instead of broadcasting so much");
    }
  }

  private boolean reserveChunks(BroadcastEntry entry, long stored) {
    if (!space.reserve(stored)) {
      return false;
    }
    entry.chunkBytes = stored;
    return true;
  }

  private void keep(Broadcast<?> broadcast, BroadcastEntry entry, Object value) {
    long bytes = ObjectSizes.of(value);
    entry.letGo = new WeakReference<>(value);
    if (entry.dropped || !space.reserve(bytes)) {
      LOG.info("{}: no storage memory for {} bytes; tasks fetch it again", broadcast, bytes);
      return;
    }
    entry.valueBytes = bytes;
    entry.value = value;
  }

  /** A chunk that peers may read; null when it is not here. */
  public PeerBlock find(String name) {
    BroadcastChunks.Name chunk = BroadcastChunks.Name.parse(name);
    BroadcastEntry entry = chunk == null ? null : entries.get(chunk.broadcastId());
    AtomicReferenceArray<byte[]> chunks = entry == null ? null : entry.chunks;
    if (chunks == null || chunk.chunk() < 0 || chunk.chunk() >= chunks.length()) {
      return null;
    }
    byte[] stored = chunks.get(chunk.chunk());
    return stored == null ? null : PeerBlock.ofBytes(stored, entry.table.checksum(chunk.chunk()));
  }

  /** Lets chunks, and then values, go until so many bytes are free. */
  public long evict(long wanted) {
    List<BroadcastEntry> all = new ArrayList<>(entries.values());
    long freed = 0;
    for (int what = 0; what < 2; what++) {
      for (BroadcastEntry entry : all) {
        if (freed >= wanted) {
          return freed;
        }
        // What is being fetched, maybe by this very thread, stays.
        if (!entry.lock.isHeldByCurrentThread() && entry.lock.tryLock()) {
          try {
            freed += what == 0 ? letChunksGo(entry) : letValueGo(entry);
          } finally {
            entry.lock.unlock();
          }
        }
      }
    }
    return freed;
  }

  private long letChunksGo(BroadcastEntry entry) {
    long bytes = entry.chunkBytes;
    entry.chunks = null;
    entry.chunkBytes = 0;
    space.release(bytes);
    return bytes;
  }

  private long letValueGo(BroadcastEntry entry) {
    long bytes = entry.valueBytes;
    entry.value = null;
    entry.valueBytes = 0;
    space.release(bytes);
    return bytes;
  }

  /** Drops one; does not wait for a task that is fetching it, which drops it then. */
  public void drop(long id, boolean forGood) {
    if (forGood) {
      destroyed.add(id);
    }
    BroadcastEntry entry = entries.remove(id);
    if (entry != null) {
      entry.dropped = true;
      free(entry);
    }
  }

  private void free(BroadcastEntry entry) {
    if (entry.lock.tryLock()) {
      try {
        letChunksGo(entry);
        letValueGo(entry);
        entry.letGo.clear();
      } finally {
        entry.lock.unlock();
      }
    }
  }

  /** Drops all. */
  public void clear() {
    for (Long id : List.copyOf(entries.keySet())) {
      drop(id, false);
    }
  }

  @Override
  public void unpersist(long id) {
    throw driverOnly("unpersist");
  }

  @Override
  public void destroy(long id) {
    throw driverOnly("destroy");
  }

  private static HeddleException driverOnly(String operation) {
    return new HeddleException(
        ErrorCode.BAD_ARGUMENT, operation + " of a broadcast is for the driver only");
  }
}
