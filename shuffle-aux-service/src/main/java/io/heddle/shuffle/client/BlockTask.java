package io.heddle.shuffle.client;

/** One block on its way through a fetcher. Guarded by the fetcher's lock. */
final class BlockTask {
  final BlockAddress address;
  final AddressQueue queue;

  /** Bytes counted for this block against the limit; 0 while it waits. */
  long charged;

  /** Times that its bytes came damaged. */
  int corruptions;

  /** Times that the server could not read it. */
  int readErrors;

  BlockTask(BlockAddress address, AddressQueue queue) {
    this.address = address;
    this.queue = queue;
  }
}
