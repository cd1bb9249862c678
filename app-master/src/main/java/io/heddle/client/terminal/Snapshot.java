package io.heddle.client.terminal;

import io.heddle.monitoring.store.Summary;
import java.util.Optional;
import java.util.Set;

/**
 * An application at one moment, as a client knows it.
 *
 * @param state in words: {@code ACCEPTED}, {@code RUNNING}, {@code SUCCEEDED}
 * @param queue empty outside YARN
 * @param elapsedMillis since the command began
 * @param trackingUrl empty while there is none
 * @param summary of its jobs and stages, once known
 */
public record Snapshot(
    String applicationId,
    String name,
    String state,
    String queue,
    long elapsedMillis,
    String trackingUrl,
    Optional<Summary> summary) {
  /** The states in which nothing more happens. */
  private static final Set<String> LAST = Set.of("SUCCEEDED", "FAILED", "KILLED");

  boolean isOver() {
    return LAST.contains(state);
  }
}
