package io.heddle.executor.shuffle;

import io.heddle.protocol.SizeTable;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.OutputLocation;

/**
 * Where the map outputs of one shuffle lie, as of one epoch. Immutable but for sizes, which are
 * decoded when first asked for; safe for all threads.
 */
final class MapOutputTable {
  /** Beyond this many sizes in all they are not kept decoded. */
  private static final long KEPT_SIZES = 4 << 20;

  private final MapOutputs message;
  private final long[][] sizes;

  MapOutputTable(MapOutputs message) {
    this.message = message;
    long all = (long) message.getOutputsCount() * message.getPartitions();
    this.sizes = all <= KEPT_SIZES ? new long[message.getOutputsCount()][] : null;
  }

  int shuffleId() {
    return message.getShuffleId();
  }

  long epoch() {
    return message.getEpoch();
  }

  int outputs() {
    return message.getOutputsCount();
  }

  MapOutput output(int i) {
    return message.getOutputs(i);
  }

  /** Where an output lies; null when it is missing. */
  OutputLocation location(int i) {
    int location = message.getOutputs(i).getLocation();
    return location >= 0 && location < message.getLocationsCount()
        ? message.getLocations(location)
        : null;
  }

  /**
   * Bytes of an output's partitions from {@code start} to before {@code end}.
   *
   * @throws IllegalArgumentException if the driver sent no such table
   */
  long bytes(int i, int start, int end) {
    long[] each = sizes == null ? decode(i) : sizes[i];
    if (each == null) {
      each = decode(i);
      sizes[i] = each; // racing threads decode the same
    }
    long sum = 0;
    for (int p = start; p < end; p++) {
      sum += each[p];
    }
    return sum;
  }

  private long[] decode(int i) {
    return SizeTable.decode(message.getOutputs(i).getSizes(), message.getPartitions());
  }
}
