package io.heddle.shuffle.client;

import io.heddle.shuffle.file.MapOutputId;
import java.io.IOException;

/**
 * A block could not be had, after all retries. For every reason but {@link Reason#TOO_LARGE} the
 * cure is to run the map task again; for {@link Reason#UNREACHABLE} and {@link Reason#REFUSED} the
 * other map outputs at that address are lost as well.
 */
public final class BlockFetchException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** The server has no such output or partition. */
    MISSING,
    /** The output is there but damaged, twice in a row, or its disk does not read. */
    CORRUPT,
    /** No connection, or it broke or stood still, as often as the options allow. */
    UNREACHABLE,
    /** The server does not accept us, or we do not accept it. */
    REFUSED,
    /** More bytes than one array holds; fewer partitions at a time may do. */
    TOO_LARGE,
    /** It came, and could not be written to this host's disk. */
    NOT_STORED
  }

  private final transient BlockAddress address;
  private final Reason reason;

  BlockFetchException(BlockAddress address, Reason reason, String detail, Throwable cause) {
    super("cannot fetch " + address + ": " + reason + ": " + detail, cause);
    this.address = address;
    this.reason = reason;
  }

  /** The block; null after Java serialisation. */
  public BlockAddress address() {
    return address;
  }

  public String host() {
    return address.host();
  }

  public MapOutputId id() {
    return address.id();
  }

  public Reason reason() {
    return reason;
  }
}
