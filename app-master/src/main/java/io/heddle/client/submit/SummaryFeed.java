package io.heddle.client.submit;

import io.heddle.monitoring.rest.SummaryReader;
import io.heddle.monitoring.store.Summary;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks an application's status page for its summary, over and over, on a thread of its own. Safe
 * for all threads.
 *
 * <p>The first question waits a while: it makes the ApplicationMaster load its web server, which
 * would slow down the start that everyone waits for.
 */
final class SummaryFeed implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofMillis(1_500);
  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Thread thread = new Thread(this::run, "heddle-summary");
  private String url = "";
  private volatile Summary latest;

  /** Asks there from now on; nothing happens while it is empty. */
  synchronized void from(String newUrl) {
    if (newUrl.isEmpty() || newUrl.equals(url)) {
      return;
    }
    url = newUrl;
    if (thread.getState() == Thread.State.NEW) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  private synchronized String url() {
    return url;
  }

  private void run() {
    try {
      Thread.sleep(FIRST_WAIT.toMillis());
      while (true) {
        try {
          latest = SummaryReader.fetch(URI.create(url()), LIMIT);
        } catch (IOException | IllegalArgumentException e) {
          // Not up yet, gone already, or behind a login: progress then is what YARN says.
          Thread.sleep(INTERVAL.toMillis());
        }
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Optional<Summary> latest() {
    return Optional.ofNullable(latest);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
