package io.heddle.executor.broadcast;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.peer.Peers;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.broadcast.BroadcastChunks;
import io.heddle.rdd.broadcast.BroadcastHolder;
import io.heddle.shuffle.client.MissingBlockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets one broadcast's chunks, some at a time, beginning at a random one: from an executor that has
 * it, or else from the driver. Between rounds the driver is asked who has what, which tells it what
 * this executor has; so all executors that fetch at the same time feed each other. Used by one
 * thread.
 */
final class BroadcastFetch {
  private static final Logger LOG = LoggerFactory.getLogger(BroadcastFetch.class);
  private static final int AT_A_TIME = 4;
  private static final int MOST_TOLD_BYTES = 64 * 1024;

  private final Broadcast<?> broadcast;
  private final BroadcastChunks table;
  private final Peers peers;
  private final AtomicReferenceArray<byte[]> chunks;
  private final Random random;
  private final int first;
  private final Set<String> unusable = new HashSet<>();
  private List<BroadcastHolder> holders = List.of();
  private int have;
  private int fromPeers;

  /**
   * @param chunks takes the chunks as they are stored; others are served from it meanwhile
   */
  BroadcastFetch(
      Broadcast<?> broadcast, Peers peers, AtomicReferenceArray<byte[]> chunks, Random random) {
    this.broadcast = broadcast;
    this.table = broadcast.chunks();
    this.peers = peers;
    this.chunks = chunks;
    this.random = random;
    this.first = random.nextInt(table.count());
  }

  /** The serialised value. */
  byte[] run() throws IOException {
    byte[] raw = new byte[table.rawBytes()];
    while (have < table.count()) {
      exchange();
      round(raw);
    }
    exchange();
    LOG.info("{}: {} chunks, {} of them from peers", broadcast, have, fromPeers);
    return raw;
  }

  private void exchange() throws IOException {
    BroadcastHolder self =
        new BroadcastHolder(first, have, peers.port(), peers.host(), peers.executorId());
    byte[] told;
    try {
      told =
          Peers.await(
              peers.read(
                  broadcast.host(),
                  broadcast.port(),
                  self.question(broadcast.id()),
                  MOST_TOLD_BYTES));
    } catch (MissingBlockException e) {
      throw destroyed(e);
    }
    List<BroadcastHolder> found = new ArrayList<>();
    new String(told, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line ->
                BroadcastHolder.parse(line)
                    .filter(holder -> !unusable.contains(holder.executorId()))
                    .ifPresent(found::add));
    holders = found;
  }

  private record Asked(int chunk, BroadcastHolder of, CompletableFuture<byte[]> answer) {}

  private void round(byte[] raw) throws IOException {
    List<Asked> asked = new ArrayList<>();
    for (int i = have; i < Math.min(table.count(), have + AT_A_TIME); i++) {
      int chunk = (first + i) % table.count();
      BroadcastHolder holder = holderOf(chunk);
      asked.add(new Asked(chunk, holder, read(holder, chunk)));
    }
    for (Asked each : asked) {
      byte[] stored = take(each);
      table.restore(each.chunk(), stored, raw);
      chunks.set(each.chunk(), stored);
      have++;
    }
  }

  /** Null when nobody but the driver is known to have it. */
  private BroadcastHolder holderOf(int chunk) {
    List<BroadcastHolder> having =
        holders.stream().filter(holder -> holder.has(chunk, table.count())).toList();
    return having.isEmpty() ? null : having.get(random.nextInt(having.size()));
  }

  private CompletableFuture<byte[]> read(BroadcastHolder holder, int chunk) {
    return peers.read(
        holder == null ? broadcast.host() : holder.host(),
        holder == null ? broadcast.port() : holder.port(),
        new BroadcastChunks.Name(broadcast.id(), chunk).toString(),
        table.storedBytes(chunk));
  }

  private byte[] take(Asked asked) throws IOException {
    if (asked.of() != null) {
      try {
        byte[] stored = Peers.await(asked.answer());
        if (table.matches(asked.chunk(), stored)) {
          fromPeers++;
          return stored;
        }
        LOG.warn("{}: chunk {} of {} is damaged", broadcast, asked.chunk(), asked.of());
      } catch (IOException e) {
        LOG.info("{}: chunk {} is not to be had from a peer: {}", broadcast, asked.chunk(), e + "");
      }
      // It has dropped it, is gone or is out of order; the driver has all chunks.
      unusable.add(asked.of().executorId());
    }
    try {
      byte[] stored = Peers.await(asked.of() == null ? asked.answer() : read(null, asked.chunk()));
      if (!table.matches(asked.chunk(), stored)) {
        throw new IOException("chunk " + asked.chunk() + " from the driver is damaged");
      }
      return stored;
    } catch (MissingBlockException e) {
      throw destroyed(e);
    }
  }

  private HeddleException destroyed(IOException cause) {
    return new HeddleException(
        ErrorCode.BROADCAST_DESTROYED, broadcast + " has been destroyed", cause);
  }
}
