package io.heddle.executor.combine;

import io.heddle.executor.spill.BatchIterator;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.SpillFile;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.rdd.Pair;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The pairs of a table. When other consumers of the task need memory, those not yet read go to disk
 * and are read from there. Used by one thread; the consumer of a pair may cause the spill.
 */
final class TableIterator<K, C> implements Iterator<Pair<K, C>> {
  private final CombiningBuffer buffer;
  private final TaskSpace space;
  private CombineTable table;
  private int id;
  private SpillFile restFile;
  private Iterator<Pair<K, C>> rest;

  TableIterator(CombiningBuffer buffer, CombineTable table, TaskSpace space) {
    this.buffer = buffer;
    this.table = table;
    this.space = space;
    advance();
  }

  /** At the end, lets the table go. */
  private void advance() {
    if (id == table.size()) {
      table = null;
      buffer.letGo();
    }
  }

  @SuppressWarnings("unchecked") // the table holds what the combiner made
  private Pair<K, C> take() {
    Pair<K, C> pair = new Pair<>((K) table.keyAt(id), (C) table.valueAt(id));
    id++;
    return pair;
  }

  @Override
  public boolean hasNext() {
    if (table != null) {
      return true;
    }
    return rest != null && rest.hasNext();
  }

  @Override
  public Pair<K, C> next() {
    if (table != null) {
      Pair<K, C> pair = take();
      advance();
      return pair;
    }
    if (rest == null) {
      throw new NoSuchElementException();
    }
    return rest.next();
  }

  @Override
  public void forEachRemaining(Consumer<? super Pair<K, C>> action) {
    while (table != null) {
      Pair<K, C> pair = take();
      advance();
      action.accept(pair);
    }
    if (rest != null) {
      rest.forEachRemaining(action);
    }
  }

  boolean canSpill() {
    return table != null;
  }

  /** Writes what has not been read to disk; returns its bytes there. */
  long spillRest() throws IOException {
    int[] ids = table.all();
    restFile = space.directories().createSpill();
    space.onEnd(restFile);
    new TableWriter(space.frames(), space.frameRows())
        .writeIds(table, ids, id, ids.length, restFile.begin(0));
    restFile.finish();
    FrameReader reader = space.newReader();
    reader.reset(restFile.read(0));
    rest = new BatchIterator<>(reader);
    table = null;
    buffer.letGo();
    return restFile.size();
  }
}
