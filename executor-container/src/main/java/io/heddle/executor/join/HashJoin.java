package io.heddle.executor.join;

import io.heddle.executor.combine.GroupTable;
import io.heddle.executor.combine.HashParts;
import io.heddle.executor.combine.PartIterator;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.PartitionBuffer;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.SpillSegments;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Joins two inputs by key: a table is built from one, and the other streams by it.
 *
 * <pre>
 *   build ─► table ◄─ looked up ─ probe                     the table fits
 *
 *   build ─► parts on disk
 *   probe ─► parts on disk      ─► part by part, as above   it does not
 * </pre>
 *
 * <p>This is the hybrid hash join of DeWitt et al., "Implementation Techniques for Main Memory
 * Database Systems" (1984), without a part that stays in memory. When another consumer of the task
 * needs memory while the probe side streams, the table goes to disk with marks of the keys that
 * were found already, and what is left of the probe side is divided too. Used by one thread.
 */
final class HashJoin<K> {
  final TaskSpace space;
  final JoinShape shape;
  private final long frameBytes;

  HashJoin(TaskSpace space, JoinShape shape, long frameBytes) {
    this.space = space;
    this.shape = shape;
    this.frameBytes = frameBytes;
  }

  /** Pairs of a key and, but for an anti join, a pair of the left value and the right one. */
  Iterator<Pair<K, Object>> join(BatchSource build, BatchSource probe) throws IOException {
    GroupBuffer buffer = newBuffer(0);
    buffer.load(build, 0);
    return probe(buffer, probe, 0);
  }

  private GroupBuffer newBuffer(int level) {
    return new GroupBuffer(space, shape.anti() ? 0 : 1, level);
  }

  private Iterator<Pair<K, Object>> probe(GroupBuffer buffer, BatchSource probe, int level)
      throws IOException {
    if (buffer.spills().isEmpty()) {
      return new Probing<>(this, buffer, probe, level);
    }
    buffer.spillTable();
    return byParts(buffer, probe, level);
  }

  /** Joins what a buffer has spilled with what is left of the other side. */
  Iterator<Pair<K, Object>> byParts(GroupBuffer build, BatchSource probe, int level)
      throws IOException {
    PartitionBuffer divided =
        new PartitionBuffer(
            space,
            HashParts.COUNT,
            key -> HashParts.part(GroupTable.hashOf(key), level),
            frameBytes);
    space.onEnd(divided);
    for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
      space.checkKilled();
      for (int i = 0; i < batch.size(); i++) {
        divided.add(batch.keys()[i], batch.pairValue(i));
      }
    }
    divided.spillAll();
    return new Parts(build, divided, level);
  }

  private final class Parts extends PartIterator<Pair<K, Object>> {
    private final GroupBuffer build;
    private final List<SpillFile> builds;
    private final PartitionBuffer probe;
    private final int level;

    Parts(GroupBuffer build, PartitionBuffer probe, int level) {
      this.build = build;
      this.builds = List.copyOf(build.spills());
      this.probe = probe;
      this.level = level;
    }

    @Override
    protected Iterator<Pair<K, Object>> part(int part) throws IOException {
      GroupBuffer buffer = newBuffer(level + 1);
      buffer.loadMarked(new SpillSegments(builds, build.segment(part, true, 0), space));
      buffer.load(new SpillSegments(builds, build.segment(part, false, 0), space), 0);
      return probe(buffer, new SpillSegments(probe.spills(), part, space), level + 1);
    }

    @Override
    protected void close() throws IOException {
      build.close();
      probe.close();
    }
  }
}
