package io.heddle.executor.shuffle;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.CorruptFrameException;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.OutputLocation;
import io.heddle.serde.Batch;
import io.heddle.shuffle.client.BlockAddress;
import io.heddle.shuffle.client.BlockFetchException;
import io.heddle.shuffle.client.BlockFetcher;
import io.heddle.shuffle.client.FetchedBlock;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.task.FetchFailedException;
import io.heddle.task.FetchFailedException.Reason;
import io.heddle.task.TaskCounters;
import io.heddle.task.TaskCounters.Counter;
import io.heddle.task.TaskKilledException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches of a range of reduce partitions, from all map outputs. Those of other hosts are under
 * way while those of this host are read from disk; empty ones are not asked for. Used by one
 * thread.
 */
final class FetchedBatches implements BatchSource, AutoCloseable {
  /** Beyond this, the partitions of one output are fetched one by one. */
  private static final long MAX_BLOCK_BYTES = 1 << 30;

  private static final int NO_PORT = 0;

  private final MapOutputTable table;
  private final BlockAccess access;
  private final TaskCounters counters;
  private final FrameReader reader;
  private final ArrayDeque<BlockAddress> local = new ArrayDeque<>();
  private final List<BlockAddress> remote = new ArrayList<>();
  private BlockFetcher fetcher;
  private BlockAddress current;

  /**
   * @throws FetchFailedException if the table lacks an output
   */
  FetchedBatches(
      MapOutputTable table,
      int start,
      int end,
      BlockAccess access,
      TaskSpace space,
      TaskCounters counters) {
    this.table = table;
    this.access = access;
    this.counters = counters;
    this.reader = space.newReader();
    for (int i = 0; i < table.outputs(); i++) {
      locate(i, start, end);
    }
    if (!remote.isEmpty()) {
      startFetching();
    }
  }

  private void locate(int i, int start, int end) {
    MapOutput output = table.output(i);
    MapOutputId id = new MapOutputId(table.shuffleId(), output.getMapId(), output.getAttempt());
    OutputLocation location = table.location(i);
    if (location == null) {
      throw failure(id, "", Reason.MISSING, "there is no output of this map task", null);
    }
    long bytes = table.bytes(i, start, end);
    if (bytes > MAX_BLOCK_BYTES && end - start > 1) {
      for (int p = start; p < end; p++) {
        locate(i, p, p + 1);
      }
    } else if (bytes > 0) {
      BlockAddress address =
          new BlockAddress(location.getHost(), location.getPort(), id, start, end, bytes);
      if (access.isLocal(location.getHost())) {
        local.add(address);
      } else if (location.getPort() == NO_PORT) {
        throw failure(
            id, location.getHost(), Reason.UNREACHABLE, "that host has no shuffle service", null);
      } else {
        remote.add(address);
      }
    }
  }

  private void startFetching() {
    fetcher = access.fetch(remote);
    fetcher.start();
  }

  @Override
  public Batch next() throws IOException {
    while (true) {
      try {
        Batch batch = reader.next();
        if (batch != null) {
          counters.add(Counter.SHUFFLE_READ_RECORDS, batch.size());
          return batch;
        }
      } catch (CorruptFrameException e) {
        throw failure(current.id(), current.host(), Reason.CORRUPT, e.getMessage(), e);
      }
      if (!nextBlock()) {
        return null;
      }
    }
  }

  private boolean nextBlock() {
    FetchedBlock block = local.isEmpty() ? nextRemote() : nextLocal();
    if (block == null) {
      return false;
    }
    current = block.address();
    reader.reset(block.bytes(), 0, block.length());
    return true;
  }

  private FetchedBlock nextLocal() {
    BlockAddress address = local.poll();
    try {
      FetchedBlock block = access.readLocal(address);
      counters.add(Counter.SHUFFLE_READ_LOCAL_BYTES, block.length());
      return block;
    } catch (BlockFetchException e) {
      if (address.port() == NO_PORT) {
        throw failure(e);
      }
      // The node's service may know directories that this process does not.
      return fetchOne(address);
    }
  }

  private FetchedBlock fetchOne(BlockAddress address) {
    try (BlockFetcher one = access.fetch(List.of(address))) {
      return next(one);
    }
  }

  private FetchedBlock nextRemote() {
    return fetcher != null && fetcher.hasNext() ? next(fetcher) : null;
  }

  private FetchedBlock next(BlockFetcher from) {
    long before = System.nanoTime();
    try {
      FetchedBlock block = from.next();
      counters.add(Counter.SHUFFLE_READ_REMOTE_BYTES, block.length());
      return block;
    } catch (BlockFetchException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("interrupted while it waited for map outputs");
    } finally {
      counters.add(Counter.SHUFFLE_FETCH_WAIT_NANOS, System.nanoTime() - before);
    }
  }

  private FetchFailedException failure(BlockFetchException e) {
    Reason reason =
        switch (e.reason()) {
          case MISSING -> Reason.MISSING;
          case CORRUPT -> Reason.CORRUPT;
          case UNREACHABLE -> Reason.UNREACHABLE;
          case REFUSED -> Reason.REFUSED;
          case TOO_LARGE ->
              throw new HeddleException(
                  ErrorCode.OUT_OF_MEMORY,
                  "one map task wrote more than 2 GiB for one reduce partition: " + e.getMessage(),
                  e);
        };
    return failure(e.id(), e.host(), reason, e.getMessage(), e);
  }

  private FetchFailedException failure(
      MapOutputId id, String host, Reason reason, String message, Throwable cause) {
    return new FetchFailedException(
        id.shuffleId(),
        id.mapId(),
        id.attempt(),
        table.epoch(),
        host,
        reason,
        "map output " + id + ": " + message,
        cause);
  }

  @Override
  public void close() {
    if (fetcher != null) {
      fetcher.close();
    }
  }
}
