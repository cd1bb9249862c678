package io.heddle.driver.simulation;

/** A host of the simulated cluster. */
final class Node {
  final String host;
  final String rack;
  final int capacity;
  boolean up = true;
  boolean leaving;

  /** Until when readers on other hosts cannot reach it. */
  long unreachableUntil;

  int containers;

  Node(String host, String rack, int capacity) {
    this.host = host;
    this.rack = rack;
    this.capacity = capacity;
  }

  boolean hasRoom() {
    return up && !leaving && containers < capacity;
  }
}
