package io.heddle.executor.block;

import io.heddle.executor.spill.FrameFill;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.StorageLevel;
import java.io.IOException;
import java.util.Iterator;

/**
 * Reads a computed partition into memory as far as memory goes, in the form that its level says.
 * What is taken is reserved before there is much more of it. Used once, by a task's thread.
 */
final class Unrolling<T> {
  /** Memory is reserved in steps of this, or an eighth of what the block has already. */
  private static final long STEP_BYTES = 256 * 1024;

  private static final int CHECK_MASK = 31;

  private final BlockStore store;
  private final TaskSpace space;
  private final BlockId id;
  private final StorageLevel level;
  private final Iterator<T> source;
  private final boolean offHeap;
  private long reserved;

  Unrolling(BlockStore store, TaskSpace space, BlockId id, StorageLevel level, Iterator<T> source) {
    this.store = store;
    this.space = space;
    this.id = id;
    this.level = level;
    this.source = source;
    this.offHeap = level.useOffHeap();
  }

  /** The partition's records, whether it is kept or not; null when it is on disk now. */
  Iterator<T> run() throws IOException {
    try {
      return level.deserialized() ? asObjects() : asFrames();
    } finally {
      store.release(reserved, offHeap);
    }
  }

  private Iterator<T> asObjects() throws IOException {
    Records records = new Records();
    boolean fits = true;
    while (fits && source.hasNext()) {
      records.add(source.next());
      if ((records.count() & CHECK_MASK) == 0) {
        space.checkKilled();
        fits = reserve(records.bytes());
      }
    }
    records.compact();
    return fits && reserve(records.bytes()) ? keep(records) : overflow(records);
  }

  private Iterator<T> asFrames() throws IOException {
    Pages pages = new Pages(offHeap);
    Object[] batch = new Object[BlockFile.FRAME_RECORDS];
    FrameFill fill = new FrameFill(batch.length);
    boolean fits = offHeap ? store.most(true) > 0 : true;
    while (fits && source.hasNext()) {
      int n = BlockFile.gather(source, batch, fill);
      space.checkKilled();
      space.frames().writeValues(batch, 0, n, pages);
      fits = reserve(pages.bytes());
    }
    pages.close();
    return fits ? keep(pages) : overflow(pages);
  }

  private boolean reserve(long bytes) {
    long missing = bytes - reserved;
    if (missing <= 0) {
      return true;
    }
    long step = Math.max(missing, Math.max(STEP_BYTES, reserved / 8));
    if (store.reserve(step, id.rddId(), offHeap)) {
      reserved += step;
      return true;
    }
    if (store.reserve(missing, id.rddId(), offHeap)) {
      reserved += missing;
      return true;
    }
    return false;
  }

  private Iterator<T> keep(MemoryForm form) {
    long bytes = form.bytes();
    store.release(reserved - bytes, offHeap);
    reserved = 0;
    store.add(id, level, form, bytes, offHeap);
    return form.iterator(space::newReader);
  }

  /** It does not fit: to disk with all of it, or back to the task as it was computed. */
  private Iterator<T> overflow(MemoryForm begun) throws IOException {
    if (level.useDisk()) {
      store.addOnDisk(
          id,
          level,
          file -> {
            begun.writeTo(file, space::frames);
            BlockFile.writeRecords(source, space.frames(), file);
          });
      return null;
    }
    store.release(reserved, offHeap);
    reserved = 0;
    return new Overflow<>(space, begun.iterator(space::newReader), begun.bytes(), source);
  }
}
