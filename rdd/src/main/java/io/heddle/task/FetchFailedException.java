package io.heddle.task;

/**
 * A map output that could not be read, after all retries. It ends the attempt; the driver runs the
 * map task again. Functions let it pass.
 */
public final class FetchFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a map output could not be read. */
  public enum Reason {
    MISSING,
    CORRUPT,
    UNREACHABLE,
    REFUSED
  }

  private final int shuffleId;
  private final int mapId;
  private final int mapAttempt;
  private final long epoch;
  private final String host;
  private final Reason reason;

  /**
   * @param epoch of the map output table that was gone by
   * @param host where the output was said to be; empty when the table had none
   */
  public FetchFailedException(
      int shuffleId,
      int mapId,
      int mapAttempt,
      long epoch,
      String host,
      Reason reason,
      String message,
      Throwable cause) {
    super(message, cause);
    this.shuffleId = shuffleId;
    this.mapId = mapId;
    this.mapAttempt = mapAttempt;
    this.epoch = epoch;
    this.host = host;
    this.reason = reason;
  }

  public int shuffleId() {
    return shuffleId;
  }

  public int mapId() {
    return mapId;
  }

  public int mapAttempt() {
    return mapAttempt;
  }

  public long epoch() {
    return epoch;
  }

  public String host() {
    return host;
  }

  public Reason reason() {
    return reason;
  }
}
