package io.heddle.monitoring.store;

import java.util.Map;

/**
 * An application.
 *
 * @param attempt of the application master, from 1
 * @param diagnostics why it ended; empty while it runs
 * @param startedAtMillis driver's clock; 0 before the start
 * @param endedAtMillis 0 while it runs
 * @param settings those set for it; the values of secrets are masked
 */
public record ApplicationStatus(
    String id,
    String name,
    String user,
    int attempt,
    String queue,
    String version,
    ApplicationState state,
    String diagnostics,
    long startedAtMillis,
    long endedAtMillis,
    Map<String, String> settings) {
  static final ApplicationStatus NONE =
      new ApplicationStatus("", "", "", 0, "", "", ApplicationState.STARTING, "", 0, 0, Map.of());
}
