package io.heddle.driver.recovery;

import java.util.List;

/**
 * By what a later attempt of the application recognises a stage, and what earlier ones left of it.
 *
 * @param fingerprint null when it cannot be recognised: then nothing of it is written down
 * @param accumulates whether its code adds to accumulators
 * @param attempt of the application that now runs it
 * @param outputs those of earlier attempts, one of a map partition at most; none of a result stage
 */
public record StageIdentity(
    Fingerprint fingerprint, boolean accumulates, int attempt, List<SavedOutput> outputs) {
  /** Of a stage that nobody will recognise. */
  public static final StageIdentity NONE = new StageIdentity(null, false, 1, List.of());

  public StageIdentity {
    outputs = List.copyOf(outputs);
  }

  /** Whether what is done for it is to be written down. */
  public boolean isKnown() {
    return fingerprint != null;
  }
}
