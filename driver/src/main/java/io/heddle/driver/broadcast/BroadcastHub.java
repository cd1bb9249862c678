package io.heddle.driver.broadcast;

import io.heddle.conf.BroadcastSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.DropBroadcast;
import io.heddle.protocol.executor.ToExecutor;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.broadcast.BroadcastChunks;
import io.heddle.rdd.broadcast.BroadcastHolder;
import io.heddle.rdd.broadcast.BroadcastHome;
import io.heddle.serde.SerdeFactory;
import io.heddle.shuffle.server.PeerBlock;
import io.heddle.shuffle.server.PeerServer;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An application's broadcasts. Chunks stay here, compressed, until a broadcast is destroyed: an
 * executor that finds no peer to have a chunk reads it from here, and each that has read some tells
 * so, and is named to those that ask after it ({@link BroadcastHolder}). So of a broadcast that all
 * executors want, few copies leave the driver.
 *
 * <p>The server starts with the first broadcast. Safe for all threads.
 */
public final class BroadcastHub implements BroadcastHome, AutoCloseable {
  private static final int LEAST_CHUNK = 4 << 10;
  private static final int LARGEST_CHUNK = 256 << 20;

  private static final class Watch extends PhantomReference<Broadcast<?>> {
    final long id;

    Watch(Broadcast<?> broadcast, ReferenceQueue<? super Broadcast<?>> queue) {
      super(broadcast, queue);
      id = broadcast.id();
    }
  }

  private final String applicationId;
  private final byte[] secret;
  private final String bindHost;
  private final String advertisedHost;
  private final int chunkBytes;
  private final boolean compress;
  private final SerdeFactory serdes;
  private final Consumer<ToExecutor> toAll;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong chunksServed = new AtomicLong();
  private final Map<Long, HubEntry> entries = new ConcurrentHashMap<>();
  private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
  private final ReferenceQueue<Broadcast<?>> unreachable = new ReferenceQueue<>();

  // Guarded by this.
  private PeerServer server;
  private boolean closed;

  /**
   * @param secret of the application; kept, not copied
   * @param bindHost the address that chunks are served on
   * @param advertisedHost how executors reach it
   * @param toAll sends a message to all executors
   */
  public BroadcastHub(
      String applicationId,
      byte[] secret,
      HeddleConf conf,
      String bindHost,
      String advertisedHost,
      SerdeFactory serdes,
      Consumer<ToExecutor> toAll) {
    this.applicationId = applicationId;
    this.secret = secret;
    this.bindHost = bindHost;
    this.advertisedHost = advertisedHost;
    long asked = conf.get(BroadcastSettings.BLOCK_SIZE).bytes();
    this.chunkBytes = (int) Math.max(LEAST_CHUNK, Math.min(LARGEST_CHUNK, asked));
    this.compress = conf.get(BroadcastSettings.COMPRESS);
    this.serdes = serdes;
    this.toAll = toAll;
  }

  /**
   * Serialises a value and keeps its chunks.
   *
   * @throws HeddleException NOT_SERIALIZABLE, CONNECTION_FAILED when no port can be had
   */
  public <T> Broadcast<T> create(T value) {
    BroadcastChunks.Cut cut =
        BroadcastChunks.cut(serdes.create().toBytes(value), chunkBytes, compress);
    int port = port();
    Broadcast<T> broadcast =
        new Broadcast<>(next.getAndIncrement(), cut.table(), advertisedHost, port, this, value);
    entries.put(broadcast.id(), new HubEntry(cut));
    watches.put(broadcast.id(), new Watch(broadcast, unreachable));
    return broadcast;
  }

  private synchronized int port() {
    if (closed) {
      throw new HeddleException(ErrorCode.CONTEXT_CLOSED, "the application has ended");
    }
    if (server == null) {
      try {
        server = new PeerServer(applicationId, secret, this::find, bindHost);
      } catch (IOException e) {
        throw new HeddleException(
            ErrorCode.CONNECTION_FAILED, "the driver cannot serve broadcasts on " + bindHost, e);
      }
    }
    return server.port();
  }

  /** A digest of what a broadcast holds; empty when it has been destroyed. */
  public Optional<String> digest(long id) {
    return Optional.ofNullable(entries.get(id)).map(HubEntry::digest);
  }

  /** What peers ask for: a chunk, or who has chunks. */
  PeerBlock find(String name) {
    if (name.startsWith(BroadcastHolder.QUESTION)) {
      return holders(name);
    }
    BroadcastChunks.Name chunk = BroadcastChunks.Name.parse(name);
    HubEntry entry = chunk == null ? null : entries.get(chunk.broadcastId());
    PeerBlock found = entry == null ? null : entry.chunk(chunk.chunk());
    if (found != null) {
      chunksServed.incrementAndGet();
    }
    return found;
  }

  private PeerBlock holders(String question) {
    String[] words = question.split(" ", 3);
    if (words.length < 3) {
      return null;
    }
    try {
      HubEntry entry = entries.get(Long.parseLong(words[1]));
      return entry == null
          ? null
          : BroadcastHolder.parse(words[2])
              .map(entry::exchange)
              .map(told -> PeerBlock.ofBytes(told.getBytes(StandardCharsets.UTF_8)))
              .orElse(null);
    } catch (NumberFormatException e) {
      return null; // not a question
    }
  }

  /** Chunks that left the driver so far. */
  long chunksServed() {
    return chunksServed.get();
  }

  @Override
  public boolean isDriver() {
    return true;
  }

  /** The driver's broadcasts have their value with them, as long as they are not destroyed. */
  @Override
  public Object value(Broadcast<?> broadcast) {
    throw new HeddleException(
        ErrorCode.BROADCAST_DESTROYED, broadcast + " has been destroyed by another thread");
  }

  @Override
  public void unpersist(long id) {
    HubEntry entry = entries.get(id);
    if (entry != null) {
      entry.nobodyHasIt();
      drop(id, false);
    }
  }

  @Override
  public void destroy(long id) {
    watches.remove(id);
    if (entries.remove(id) != null) {
      drop(id, true);
    }
  }

  private void drop(long id, boolean destroyed) {
    toAll.accept(
        ToExecutor.newBuilder()
            .setDropBroadcast(DropBroadcast.newBuilder().setBroadcastId(id).setDestroyed(destroyed))
            .build());
  }

  /** Destroys what no program can ask for any more. */
  public void destroyUnreachable() {
    for (Object found = unreachable.poll(); found != null; found = unreachable.poll()) {
      destroy(((Watch) found).id);
    }
  }

  /** An executor is gone, with all it had. */
  public void lost(String executorId) {
    entries.values().forEach(entry -> entry.lost(executorId));
  }

  /** Ends serving, and lets all chunks go. */
  @Override
  public void close() {
    PeerServer open;
    synchronized (this) {
      closed = true;
      open = server;
    }
    if (open != null) {
      open.close();
    }
    entries.clear();
    watches.clear();
  }
}
