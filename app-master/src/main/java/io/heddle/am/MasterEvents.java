package io.heddle.am;

import io.heddle.monitoring.event.EventBus;
import io.heddle.monitoring.event.EventLogWriter;
import io.heddle.monitoring.event.EventSink;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.Milestone;
import io.heddle.protocol.event.Notice;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an application's events go: to the store behind the status page, and to the log, which is
 * opened and written by a thread of its own, so that a slow file system holds up nobody. Safe for
 * all threads.
 */
public final class MasterEvents implements EventSink, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(MasterEvents.class);

  private final Clock clock;
  private final Optional<LazyLog> log;
  private final Optional<EventBus> logBus;
  private final EventBus bus;

  /**
   * @param log opens the log's file, whose {@code flush} makes it readable by others; empty for no
   *     log
   */
  public MasterEvents(StatusStore store, Optional<Callable<OutputStream>> log, Clock clock) {
    this.clock = clock;
    this.log = log.map(LazyLog::new);
    this.logBus = this.log.map(EventBus::new);
    this.bus = logBus.map(next -> new EventBus(store, next)).orElseGet(() -> new EventBus(store));
  }

  @Override
  public void accept(Event event) {
    bus.accept(event);
  }

  /** A point on the way to the first task, reached now. */
  public void milestone(String name, String subject) {
    milestone(name, subject, clock.millis());
  }

  /** A point on the way to the first task. */
  public void milestone(String name, String subject, long millis) {
    accept(
        Event.newBuilder()
            .setAtMillis(clock.millis())
            .setMilestone(
                Milestone.newBuilder().setName(name).setSubject(subject).setMillis(millis))
            .build());
  }

  /** Something that a person should read. */
  public void notice(String text) {
    accept(
        Event.newBuilder()
            .setAtMillis(clock.millis())
            .setNotice(Notice.newBuilder().setText(text))
            .build());
  }

  /** Waits a moment until the store knows what was taken so far. */
  public void drain() {
    if (!bus.drain(PATIENCE)) {
      LOG.warn("Some events are still on their way");
    }
  }

  /** Hands on what was taken, and closes the log. */
  @Override
  public void close() {
    bus.close();
    logBus.ifPresent(EventBus::close);
    log.ifPresent(LazyLog::close);
  }

  /** Opens the file with the first event. */
  private static final class LazyLog implements EventSink, Closeable {
    private final Callable<OutputStream> opener;
    private EventLogWriter writer;
    private boolean given;

    LazyLog(Callable<OutputStream> opener) {
      this.opener = opener;
    }

    @Override
    public synchronized void accept(Event event) {
      if (writer == null && !given) {
        given = true;
        try {
          writer = new EventLogWriter(opener.call());
        } catch (Exception e) {
          LOG.warn("There will be no event log: {}", e.toString());
        }
      }
      if (writer != null) {
        writer.accept(event);
      }
    }

    @Override
    public synchronized void close() {
      given = true;
      if (writer != null) {
        try {
          writer.close();
        } catch (IOException e) {
          LOG.warn("The end of the event log is missing: {}", e.toString());
        }
      }
    }
  }
}
