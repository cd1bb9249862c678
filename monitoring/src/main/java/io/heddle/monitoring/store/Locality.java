package io.heddle.monitoring.store;

/** How near to its data a task ran. */
public enum Locality {
  PROCESS_LOCAL("PROCESS"),
  NODE_LOCAL("NODE"),
  RACK_LOCAL("RACK"),
  /** It wanted to be near some data, and was not. */
  ANY("ANY"),
  /** It had no wish, so no place is a miss. */
  NO_PREFERENCE("none wanted"),
  /** Its start was not heard of. */
  UNKNOWN("–");

  private final String label;

  Locality(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  static Locality of(String name, boolean wantedLocal) {
    return switch (name) {
      case "PROCESS_LOCAL" -> PROCESS_LOCAL;
      case "NODE_LOCAL" -> NODE_LOCAL;
      case "RACK_LOCAL" -> RACK_LOCAL;
      case "ANY" -> wantedLocal ? ANY : NO_PREFERENCE;
      default -> UNKNOWN;
    };
  }
}
