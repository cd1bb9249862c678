package io.heddle.driver.recovery;

import com.google.protobuf.ByteString;
import io.heddle.protocol.executor.AccumulatorUpdate;
import java.util.List;
import java.util.Objects;

/**
 * A map output that outlives its attempt of the application, as a node's shuffle service serves it.
 *
 * @param attempt of the file's name
 * @param port of the shuffle service
 * @param sizes by reduce partition, as {@link io.heddle.protocol.SizeTable} encodes them
 * @param accumulators what the task that wrote it added
 */
public record SavedOutput(
    int map,
    int attempt,
    String host,
    int port,
    ByteString sizes,
    List<AccumulatorUpdate> accumulators) {
  public SavedOutput {
    Objects.requireNonNull(host);
    Objects.requireNonNull(sizes);
    accumulators = List.copyOf(accumulators);
  }

  int updateBytes() {
    int bytes = 0;
    for (AccumulatorUpdate update : accumulators) {
      bytes += update.getUpdate().size();
    }
    return bytes;
  }
}
