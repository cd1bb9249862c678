package io.heddle.shuffle.client;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.file.MapOutputFile;
import io.heddle.shuffle.wire.BlockStatus;
import io.netty.util.concurrent.Future;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * Delivers the blocks of one reduce task in the order in which they arrive.
 *
 * <p>Blocks are asked for ahead, as many as the {@link FetchLimits} and options allow. What counts
 * against the limit on bytes is a block from the moment it is asked for until the caller asks for
 * the one after it; so a caller that keeps a block's bytes longer must account for them itself.
 *
 * <p>Each block ends in exactly one way: it is returned by {@link #next()}, or {@code next()}
 * throws for it. After a {@link BlockFetchException} the caller may go on, to have the other blocks
 * or to learn what else is lost, or close. {@code next}, {@code hasNext} and {@code close} are for
 * one thread at a time; {@code close} may also come from another thread.
 */
public final class BlockFetcher implements Closeable {
  private final ShuffleClientOptions options;
  private final FetchLimits limits;
  private final ConnectionPool pool;
  private final Runnable onClose;
  private final List<AddressQueue> queues;

  // Guarded by this.
  private final ArrayDeque<Object> ready = new ArrayDeque<>();
  private int remaining;
  private int turn;
  private long bytesInFlight;
  private long largestBytesInFlight;
  private long held;
  private boolean closed;

  BlockFetcher(
      List<BlockAddress> blocks,
      ShuffleClientOptions options,
      FetchLimits limits,
      ConnectionPool pool,
      Random random,
      Runnable onClose) {
    this.options = options;
    this.limits = limits;
    this.pool = pool;
    this.onClose = onClose;
    this.remaining = blocks.size();
    Map<Endpoint, AddressQueue> byEndpoint = new LinkedHashMap<>();
    for (BlockAddress block : blocks) {
      AddressQueue queue = byEndpoint.computeIfAbsent(block.endpoint(), AddressQueue::new);
      queue.waiting.add(new BlockTask(block, queue));
    }
    this.queues = new ArrayList<>(byEndpoint.values());
    // Else all reduce tasks of a stage would begin with the same node.
    Collections.shuffle(queues, random);
  }

  /** Whether a block, or the failure of one, is still to come. */
  public synchronized boolean hasNext() {
    return remaining > 0;
  }

  /**
   * Waits for the next block. Gives back the one before.
   *
   * @throws BlockFetchException when a block could not be had
   * @throws NoSuchElementException when there is none left
   * @throws IllegalStateException when the fetcher or its client is closed
   */
  public FetchedBlock next() throws BlockFetchException, InterruptedException {
    synchronized (this) {
      bytesInFlight -= held;
      held = 0;
    }
    pump();
    Object outcome;
    synchronized (this) {
      if (remaining == 0) {
        throw new NoSuchElementException("all blocks were delivered");
      }
      while (ready.isEmpty() && !closed) {
        wait();
      }
      if (closed) {
        throw new IllegalStateException("block fetcher is closed");
      }
      outcome = ready.poll();
      remaining--;
      if (outcome instanceof FetchedBlock) {
        held = limits.costOf(((FetchedBlock) outcome).length());
      }
    }
    if (outcome instanceof BlockFetchException) {
      throw (BlockFetchException) outcome;
    }
    return (FetchedBlock) outcome;
  }

  /** Gives up what has not been delivered. What still arrives for it is dropped. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      for (Object outcome : ready) {
        if (outcome instanceof FetchedBlock) {
          discard((FetchedBlock) outcome);
        }
      }
      ready.clear();
      for (AddressQueue queue : queues) {
        queue.waiting.clear();
      }
      notifyAll();
    }
    onClose.run();
  }

  private static void discard(FetchedBlock block) {
    try {
      block.close();
    } catch (IOException e) {
      // Nobody reads its file, which goes with the process at the latest.
    }
  }

  /** The most bytes that ever counted against the limit at once. */
  synchronized long largestBytesInFlight() {
    return largestBytesInFlight;
  }

  /**
   * Asks for the first blocks and does not wait for them; the first {@link #next()} does it else.
   */
  public void start() {
    pump();
  }

  /** Sends what the limits allow. Never called with the lock held: it may call back at once. */
  void pump() {
    FetchBatch batch = nextBatch();
    while (batch != null) {
      send(batch);
      batch = nextBatch();
    }
  }

  private void send(FetchBatch batch) {
    Future<ClientConnection> connection;
    try {
      connection = pool.connection(batch.endpoint());
    } catch (RuntimeException e) {
      lost(batch.tasks, e);
      return;
    }
    connection.addListener(
        (Future<ClientConnection> opened) -> {
          if (opened.isSuccess()) {
            opened.getNow().fetch(batch);
          } else {
            lost(batch.tasks, opened.cause());
          }
        });
  }

  private synchronized FetchBatch nextBatch() {
    if (closed) {
      return null;
    }
    for (int i = 0; i < queues.size(); i++) {
      AddressQueue queue = queues.get((turn + i) % queues.size());
      List<BlockTask> tasks = queue.paused ? Collections.emptyList() : take(queue);
      if (!tasks.isEmpty()) {
        turn = (turn + i + 1) % queues.size();
        return new FetchBatch(this, tasks);
      }
    }
    return null;
  }

  /**
   * Blocks for one request: up to a fifth of the limit, so that several addresses work at once.
   * None while the limits leave room for a small request only, and the address has work to do.
   */
  private List<BlockTask> take(AddressQueue queue) {
    int most =
        Math.min(options.maxBlocksPerRequest(), options.maxBlocksPerAddress() - queue.inFlight);
    long target = Math.max(1, limits.bytesInFlight() / 5);
    int count = 0;
    long bytes = 0;
    for (BlockTask task : queue.waiting) {
      long expected = limits.costOf(task.address.expectedBytes());
      long inFlight = bytesInFlight + bytes;
      boolean fits = inFlight == 0 || inFlight + expected <= limits.bytesInFlight();
      if (count >= most || bytes >= target || !fits) {
        break;
      }
      count++;
      bytes += expected;
    }
    boolean small =
        count < queue.waiting.size()
            && bytes < target / 2
            && count < Math.min(options.maxBlocksPerRequest(), options.maxBlocksPerAddress()) / 2;
    if (small && queue.inFlight > 0) {
      return Collections.emptyList();
    }
    List<BlockTask> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      BlockTask task = queue.waiting.poll();
      charge(task, limits.costOf(task.address.expectedBytes()));
      tasks.add(task);
    }
    queue.inFlight += count;
    return tasks;
  }

  private void charge(BlockTask task, long bytes) {
    bytesInFlight += bytes - task.charged;
    task.charged = bytes;
    largestBytesInFlight = Math.max(largestBytesInFlight, bytesInFlight);
  }

  /** Takes a block out of flight. */
  private void landed(BlockTask task) {
    task.queue.inFlight--;
    charge(task, 0);
  }

  // What follows is called by connections, on their event loops.

  /** Whether the bytes of a block, whose number is known now, are still wanted. */
  synchronized boolean accepts(BlockTask task, long bytes) {
    if (closed) {
      return false;
    }
    if (bytes > MapOutputFile.MAX_READ_BYTES) {
      landed(task);
      deliver(failure(task, Reason.TOO_LARGE, bytes + " bytes", null));
      return false;
    }
    charge(task, limits.costOf(bytes));
    return true;
  }

  /** Where the bytes of a block go that was accepted; null for memory. */
  FileChannel fileFor(long bytes) throws IOException {
    return limits.toFile(bytes) ? limits.newFile() : null;
  }

  /** The bytes of a block could not be written to its file. */
  void notStored(BlockTask task, IOException cause) {
    synchronized (this) {
      landed(task);
      deliver(failure(task, Reason.NOT_STORED, String.valueOf(cause.getMessage()), cause));
    }
    pump();
  }

  void arrived(BlockTask task, FetchedBlock block) {
    synchronized (this) {
      task.queue.failures = 0;
      task.queue.inFlight--;
      if (closed) {
        discard(block);
      } else {
        deliver(block); // stays charged until the caller has done with it
      }
    }
    pump();
  }

  void corrupt(BlockTask task, String detail) {
    synchronized (this) {
      landed(task);
      task.queue.failures = 0;
      if (++task.corruptions > 1) {
        deliver(failure(task, Reason.CORRUPT, detail, null));
      } else if (!closed) {
        task.queue.waiting.addFirst(task);
      }
    }
    pump();
  }

  void failed(BlockTask task, BlockStatus status, String detail) {
    switch (status) {
      case CORRUPT_INDEX:
        corrupt(task, detail);
        return;
      case IO_ERROR:
        readError(task, detail);
        return;
      case MISSING:
      default:
        synchronized (this) {
          landed(task);
          deliver(failure(task, Reason.MISSING, detail, null));
        }
        pump();
    }
  }

  private void readError(BlockTask task, String detail) {
    synchronized (this) {
      landed(task);
      if (++task.readErrors > options.maxRetries()) {
        deliver(failure(task, Reason.CORRUPT, detail, null));
      } else {
        pool.schedule(() -> requeue(task), options.backOffMillis(task.readErrors));
      }
    }
    pump();
  }

  private void requeue(BlockTask task) {
    synchronized (this) {
      if (!closed) {
        task.queue.waiting.addFirst(task);
      }
    }
    pump();
  }

  /** The connection broke, or there was none, before these blocks of one address were answered. */
  void lost(List<BlockTask> tasks, Throwable cause) {
    AddressQueue queue = tasks.get(0).queue;
    synchronized (this) {
      for (int i = tasks.size() - 1; i >= 0; i--) {
        landed(tasks.get(i));
        if (!closed) {
          queue.waiting.addFirst(tasks.get(i));
        }
      }
      if (closed) {
        return;
      }
      if (queue.lastFailure != cause) {
        queue.lastFailure = cause;
        queue.failures++;
      }
      if (cause instanceof RefusedException) {
        giveUp(queue, Reason.REFUSED, cause);
      } else if (queue.failures > options.maxRetries()) {
        giveUp(queue, Reason.UNREACHABLE, cause);
      } else if (!queue.paused) {
        queue.paused = true;
        pool.schedule(() -> resume(queue), options.backOffMillis(queue.failures));
      }
    }
    pump();
  }

  private void resume(AddressQueue queue) {
    synchronized (this) {
      queue.paused = false;
    }
    pump();
  }

  private void giveUp(AddressQueue queue, Reason reason, Throwable cause) {
    String detail = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    for (BlockTask task : queue.waiting) {
      deliver(failure(task, reason, detail, cause));
    }
    queue.waiting.clear();
  }

  private static BlockFetchException failure(
      BlockTask task, Reason reason, String detail, Throwable cause) {
    return new BlockFetchException(task.address, reason, detail, cause);
  }

  private void deliver(Object outcome) {
    if (!closed) {
      ready.add(outcome);
      notifyAll();
    }
  }
}
