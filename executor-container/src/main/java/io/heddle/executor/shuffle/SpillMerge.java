package io.heddle.executor.shuffle;

import io.heddle.executor.spill.ByteSink;
import io.heddle.executor.spill.PartitionedSink;
import io.heddle.executor.spill.SpillFile;
import io.heddle.shuffle.file.MapOutputWriter;
import java.io.IOException;
import java.util.List;

/**
 * Puts a map output together: each partition's frames from all spills, as they are, and then those
 * given to it. Used by one thread.
 */
final class SpillMerge implements PartitionedSink {
  private final List<SpillFile> spills;
  private final MapOutputWriter output;
  private int begun = -1;

  /** Both stay the caller's. */
  SpillMerge(List<SpillFile> spills, MapOutputWriter output) {
    this.spills = spills;
    this.output = output;
  }

  @Override
  public ByteSink begin(int partition) throws IOException {
    while (begun < partition) {
      begun++;
      output.skipTo(begun);
      for (SpillFile spill : spills) {
        long length = spill.length(begun);
        if (length > 0) {
          output.transferFrom(spill.channel(), spill.offset(begun), length);
        }
      }
    }
    return output::write;
  }
}
