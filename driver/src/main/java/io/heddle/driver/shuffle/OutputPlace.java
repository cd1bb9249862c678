package io.heddle.driver.shuffle;

import java.util.Objects;

/**
 * Where map outputs lie.
 *
 * @param port of the shuffle service; 0: they live and die with the executor
 * @param executorId who wrote them; empty when a shuffle service serves them, as it is all the same
 *     then
 */
public record OutputPlace(String host, int port, String executorId) {
  public OutputPlace {
    Objects.requireNonNull(host);
    Objects.requireNonNull(executorId);
  }
}
