package io.heddle.shuffle.client;

import java.util.ArrayDeque;

/** The blocks that a fetcher wants from one address. Guarded by the fetcher's lock. */
final class AddressQueue {
  final Endpoint endpoint;
  final ArrayDeque<BlockTask> waiting = new ArrayDeque<>();

  /** Blocks asked for and not yet answered. */
  int inFlight;

  /** Connection failures since the last block that came. */
  int failures;

  /** The failure counted last: several requests on one connection fail with the same one. */
  Throwable lastFailure;

  /** Waiting for a retry. */
  boolean paused;

  AddressQueue(Endpoint endpoint) {
    this.endpoint = endpoint;
  }
}
