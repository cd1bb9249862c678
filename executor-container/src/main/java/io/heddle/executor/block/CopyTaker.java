package io.heddle.executor.block;

import io.heddle.executor.peer.Peers;
import io.heddle.rdd.StorageLevel;
import io.heddle.task.TaskKilledException;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes copies of blocks that peers hold, one after the other, in a thread of its own that starts
 * with the first. One that cannot be had is given up: the holder has it still. Safe for all
 * threads.
 */
public final class CopyTaker implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(CopyTaker.class);

  private final BlockStore store;
  private final Peers peers;
  private final ThreadPoolExecutor thread;

  public CopyTaker(BlockStore store, Peers peers) {
    this.store = store;
    this.peers = peers;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "heddle-block-copies");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes a copy, later.
   *
   * @param bytes about how many it has; one with many more is not taken
   */
  public void take(BlockId id, StorageLevel level, String host, int port, long bytes) {
    try {
      thread.execute(() -> takeNow(id, level, host, port, bytes));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not copied, as the executor is being closed", id);
    }
  }

  private void takeNow(BlockId id, StorageLevel level, String host, int port, long bytes) {
    if (store.has(id)) {
      return;
    }
    boolean counted = store.reserve(bytes, id.rddId(), false);
    byte[] frames;
    try {
      if (!counted && !level.useDisk()) {
        LOG.info("{} is not copied for want of storage memory", id);
        return;
      }
      frames = Peers.await(peers.read(host, port, id.name(), bytes));
    } catch (IOException | TaskKilledException e) {
      LOG.info("{} could not be copied from {}: {}", id, host, e.toString());
      return;
    } finally {
      if (counted) {
        store.release(bytes, false);
      }
    }
    try {
      store.addCopy(id, level, frames);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a copy of {} could not be kept", id, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
