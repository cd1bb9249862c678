package io.heddle.shuffle.wire;

/** Why a server ends a connection. The number is what goes over the wire. */
public enum RefusalCode {
  /** What the client sent is not this protocol. */
  PROTOCOL(1),
  /** The client speaks a version that this server does not. */
  VERSION(2),
  /** The server has not been told of this application, or it has ended. */
  UNKNOWN_APPLICATION(3),
  /** The client does not know the application's secret. */
  AUTHENTICATION(4),
  /** The server has as many connections as it takes; worth another try. */
  OVERLOADED(5);

  private final int number;

  RefusalCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static RefusalCode of(int number) throws ProtocolException {
    for (RefusalCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    throw new ProtocolException("unknown refusal code " + number);
  }
}
