package io.heddle.driver.recovery;

/**
 * An executor that an earlier attempt of the application started, and that may run on.
 *
 * @param rack empty when not known
 */
public record KnownExecutor(String executorId, String host, String rack, String containerId) {}
