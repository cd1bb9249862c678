package io.heddle.monitoring.event;

import com.google.protobuf.CodedOutputStream;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.ExecutorHeartbeat;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an event log.
 *
 * <p>Format, version 1: the 8 ASCII bytes {@code HDLEVT01}; then for each event its length in bytes
 * as a protobuf varint (1 to 5 bytes, least significant group first) and the {@code
 * heddle.event.Event} message. No footer: a file that ends within an event is one whose writer
 * died.
 *
 * <p>Heartbeats are thinned out to one for each executor in {@link #HEARTBEAT_INTERVAL} of the
 * events' own time.
 *
 * <p>Flush policy: the stream is flushed after events that change the outline (application, jobs,
 * stages, executors), and otherwise with the first event that comes {@link #FLUSH_INTERVAL} or more
 * after the last flush, by the events' own time. What a flush means is the stream's affair.
 *
 * <p>An error of the stream is logged once and ends the writing: an application does not fail
 * because its log cannot be kept. One thread at a time.
 */
public final class EventLogWriter implements EventSink, Closeable {
  static final byte[] MAGIC = "HDLEVT01".getBytes(StandardCharsets.US_ASCII);

  /** Between two heartbeats of an executor in the log. */
  public static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(30);

  /** Between two flushes while only task events come. */
  public static final Duration FLUSH_INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(EventLogWriter.class);

  private final OutputStream out;
  private final CodedOutputStream coded;
  private final Map<String, Long> heartbeatAtMillis = new HashMap<>();
  private long flushedAtMillis;
  private IOException failure;

  /**
   * Writes the magic bytes.
   *
   * @param out owned from here on: closed by {@link #close}; need not be buffered
   */
  public EventLogWriter(OutputStream out) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.coded = CodedOutputStream.newInstance(this.out, 1 << 12);
    coded.writeRawBytes(MAGIC);
    flush();
  }

  @Override
  public void accept(Event event) {
    if (failure != null || !wanted(event)) {
      return;
    }
    try {
      coded.writeUInt32NoTag(event.getSerializedSize());
      event.writeTo(coded);
      if (outlines(event) || event.getAtMillis() - flushedAtMillis >= FLUSH_INTERVAL.toMillis()) {
        flush();
        flushedAtMillis = event.getAtMillis();
      }
    } catch (IOException e) {
      failure = e;
      LOG.warn("The event log cannot be written any further: {}", e.toString());
    }
  }

  private boolean wanted(Event event) {
    if (!event.hasExecutorHeartbeat()) {
      return true;
    }
    ExecutorHeartbeat heartbeat = event.getExecutorHeartbeat();
    Long last = heartbeatAtMillis.get(heartbeat.getExecutorId());
    if (last != null && event.getAtMillis() - last < HEARTBEAT_INTERVAL.toMillis()) {
      return false;
    }
    heartbeatAtMillis.put(heartbeat.getExecutorId(), event.getAtMillis());
    return true;
  }

  private static boolean outlines(Event event) {
    return EventWeight.of(event) == EventWeight.STRUCTURE
        && !event.hasNotice()
        && !event.hasMilestone();
  }

  private void flush() throws IOException {
    coded.flush();
    out.flush();
  }

  /** Why the writing ended early; null if it did not. */
  public IOException failure() {
    return failure;
  }

  /** Flushes and closes the stream. */
  @Override
  public void close() throws IOException {
    try (out) {
      if (failure == null) {
        flush();
      }
    }
  }
}
