package io.heddle.executor.shuffle;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.CorruptFrameException;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameSource;
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
  private final FetchMemory memory;
  private long allBytes;
  private BlockFetcher fetcher;
  private FetchedBlock current;

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
    memory = new FetchMemory(space, access.maxBytesInFlight(), allBytes);
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
      allBytes += bytes;
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
    fetcher = access.fetch(remote, memory.limits());
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
        BlockAddress from = current.address();
        throw failure(from.id(), from.host(), Reason.CORRUPT, e.getMessage(), e);
      }
      if (!nextBlock()) {
        return null;
      }
    }
  }

  private boolean nextBlock() throws IOException {
    closeCurrent();
    current = local.isEmpty() ? nextRemote() : nextLocal();
    if (current == null) {
      memory.close();
      return false;
    }
    if (current.file() == null) {
      reader.reset(current.bytes(), 0, current.length());
    } else {
      reader.reset(FrameSource.of(current.file(), current.position(), current.length()));
    }
    return true;
  }

  private void closeCurrent() throws IOException {
    if (current != null) {
      reader.reset(FrameSource.EMPTY);
      current.close();
      current = null;
    }
  }

  private FetchedBlock nextLocal() {
    BlockAddress address = local.poll();
    try {
      FetchedBlock block = access.readLocal(address, memory.largestInMemory());
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
    try (BlockFetcher one = access.fetch(List.of(address), memory.limits())) {
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
          case NOT_STORED ->
              throw new HeddleException(
                  ErrorCode.DISK_FULL, "a map output could not be kept: " + e.getMessage(), e);
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
  public void close() throws IOException {
    if (fetcher != null) {
      fetcher.close();
    }
    memory.close();
    closeCurrent();
  }
}
