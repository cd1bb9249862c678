package io.heddle.shuffle.wire;

/** How the server answers for one block. The number is what goes over the wire. */
public enum BlockStatus {
  /** The bytes follow. */
  OK(0),
  /** There is no such map output, or it has no such partition. */
  MISSING(1),
  /** The index is damaged, or the data file is not as long as it says. */
  CORRUPT_INDEX(2),
  /** The files could not be read. */
  IO_ERROR(3);

  private final int number;

  BlockStatus(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static BlockStatus of(int number) throws ProtocolException {
    for (BlockStatus status : values()) {
      if (status.number == number) {
        return status;
      }
    }
    throw new ProtocolException("unknown block status " + number);
  }
}
