package io.heddle.executor.combine;

import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.SpillSegments;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import io.heddle.task.Combiner;
import java.io.IOException;
import java.util.Iterator;

/**
 * Combines pairs so that each key comes once, whatever the memory.
 *
 * <pre>
 *   batches ─► table ──────────────────────────► pairs       all fits
 *                │ refused memory
 *                ▼
 *        spills, divided by hash ─► per part: ─► table ...    else, part by part
 * </pre>
 *
 * <p>A part of the spills that does not fit in turn is divided again, by other bits of the hash;
 * after {@link HashParts#MAX_LEVEL} times it must fit, as then its keys have one hash. Used by one
 * thread.
 */
public final class CombiningReader<K, V, C> {
  private final TaskSpace space;
  private final Combiner<K, V, C> combiner;

  public CombiningReader(TaskSpace space, Combiner<K, V, C> combiner) {
    this.space = space;
    this.combiner = combiner;
  }

  /**
   * Reads all batches, and gives the combined pairs.
   *
   * @param combined whether the batches hold combined values
   */
  public Iterator<Pair<K, C>> read(BatchSource source, boolean combined) throws Exception {
    return read(source, combined, 0);
  }

  private Iterator<Pair<K, C>> read(BatchSource source, boolean combined, int level)
      throws Exception {
    CombiningBuffer buffer =
        new CombiningBuffer(
            space,
            combiner,
            HashParts.COUNT,
            (table, id) -> HashParts.part(table.hashAt(id), level),
            level == HashParts.MAX_LEVEL);
    space.onEnd(buffer);
    for (Batch batch = source.next(); batch != null; batch = source.next()) {
      space.checkKilled();
      buffer.addAll(batch, combined);
    }
    buffer.settle();
    if (buffer.spills().isEmpty()) {
      return buffer.iterator();
    }
    buffer.spillTable();
    return new Parts(buffer, level);
  }

  /** The pairs of spills, each part combined by itself. */
  private final class Parts extends PartIterator<Pair<K, C>> {
    private final CombiningBuffer buffer;
    private final int level;

    Parts(CombiningBuffer buffer, int level) {
      this.buffer = buffer;
      this.level = level;
    }

    @Override
    protected Iterator<Pair<K, C>> part(int part) throws Exception {
      return read(new SpillSegments(buffer.spills(), part, space), true, level + 1);
    }

    @Override
    protected void close() throws IOException {
      buffer.close();
    }
  }
}
