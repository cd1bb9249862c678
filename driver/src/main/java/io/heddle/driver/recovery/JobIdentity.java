package io.heddle.driver.recovery;

import java.util.Objects;

/**
 * By what a later attempt of the application recognises a job.
 *
 * @param fingerprint of its result stage
 * @param occurrence among the application's jobs of this fingerprint, from 0: a program that asks
 *     the same twice runs it twice
 */
public record JobIdentity(Fingerprint fingerprint, int occurrence) {
  public JobIdentity {
    Objects.requireNonNull(fingerprint);
  }
}
