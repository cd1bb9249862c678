package io.heddle.executor.spill;

import io.heddle.serde.Batch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/** One segment of each of several spills, read one after the other. Used by one thread. */
public final class SpillSegments implements BatchSource {
  private final ArrayDeque<SpillFile> left;
  private final int segment;
  private final FrameReader reader;

  /** The spills stay the caller's, and must be there until the end is read. */
  public SpillSegments(List<SpillFile> spills, int segment, TaskSpace space) {
    this.left = new ArrayDeque<>(spills);
    this.segment = segment;
    this.reader = space.newReader();
  }

  @Override
  public Batch next() throws IOException {
    Batch batch = reader.next();
    while (batch == null && !left.isEmpty()) {
      reader.reset(left.poll().read(segment));
      batch = reader.next();
    }
    return batch;
  }
}
