package io.heddle.driver.recovery;

import io.heddle.protocol.journal.JournalRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one attempt of the application. Records are taken from any thread, made into bytes
 * and written by a thread of its own, which starts with the first, and made durable together, once
 * each interval: no job ever waits for it. What was not yet durable when the process dies is done
 * again. When writing fails, or the file or the queue grows too large, journalling ends, which is
 * told once; jobs go on.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int LONGEST_QUEUE = 1 << 20;
  private static final long CLOSE_MILLIS = 3_000;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Callable<OutputStream> opener;
  private final JournalRecord first;
  private final long intervalNanos;
  private final long mostBytes;
  private final Consumer<String> onOff;

  // Guarded by this.
  private List<Supplier<JournalRecord>> queue = new ArrayList<>();
  private Thread thread;
  private boolean off;
  private boolean overflown;
  private boolean closed;

  /**
   * @param opener creates the file; called by the journal's thread
   * @param first the record that the file begins with
   * @param interval between two times of making records durable
   * @param mostBytes of the file
   * @param onOff told why journalling has ended before the application; called by the journal's
   *     thread
   */
  public Journal(
      Callable<OutputStream> opener,
      JournalRecord first,
      Duration interval,
      long mostBytes,
      Consumer<String> onOff) {
    this.opener = opener;
    this.first = first;
    this.intervalNanos = interval.toNanos();
    this.mostBytes = mostBytes;
    this.onOff = onOff;
  }

  /**
   * Adds a record; returns at once.
   *
   * @param record made by the journal's thread
   */
  public synchronized void append(Supplier<JournalRecord> record) {
    if (off || closed) {
      return;
    }
    queue.add(record);
    if (queue.size() > LONGEST_QUEUE) {
      queue.clear();
      overflown = true;
      off = true;
      return;
    }
    if (thread == null) {
      thread = new Thread(this::run, "heddle-journal");
      thread.setDaemon(true);
      thread.start();
    } else if (queue.size() == 1) {
      notifyAll();
    }
  }

  private void run() {
    try (JournalWriter writer = new JournalWriter(opener.call())) {
      writer.write(first);
      long flushed = System.nanoTime() - intervalNanos;
      for (List<Supplier<JournalRecord>> some = take(flushed); some != null; some = take(flushed)) {
        for (Supplier<JournalRecord> record : some) {
          writer.write(record.get());
        }
        if (writer.size() > mostBytes) {
          end("it has grown beyond " + mostBytes + " bytes", null);
          return;
        }
        writer.flush();
        flushed = System.nanoTime();
      }
    } catch (Exception e) {
      end(String.valueOf(e.getMessage()), e);
    }
  }

  /** Waits for records, and for the time to write them; null at the end. */
  private synchronized List<Supplier<JournalRecord>> take(long flushed) throws IOException {
    try {
      while (queue.isEmpty() && !closed && !overflown) {
        wait();
      }
      for (long left = left(flushed); left > 0 && !closed; left = left(flushed)) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      throw new IOException("the journal's thread was interrupted", e);
    }
    if (overflown) {
      throw new IOException("it is written more slowly than tasks end");
    }
    List<Supplier<JournalRecord>> taken = queue;
    queue = new ArrayList<>();
    return taken.isEmpty() ? null : taken;
  }

  private long left(long flushed) {
    // In whole milliseconds, as that is what is waited for.
    long left = intervalNanos - (System.nanoTime() - flushed);
    return left < MILLI ? 0 : left;
  }

  private void end(String why, Exception cause) {
    synchronized (this) {
      off = true;
      queue.clear();
    }
    LOG.warn("the journal is given up: {}", why, cause);
    onOff.accept(
        "a second attempt of the application would have to begin anew, as there is no journal any"
            + " more: "
            + why);
  }

  /** Writes what was taken, for a moment at most, and closes the file. */
  @Override
  public void close() {
    Thread writing;
    synchronized (this) {
      closed = true;
      writing = thread;
      notifyAll();
    }
    if (writing != null) {
      try {
        writing.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
