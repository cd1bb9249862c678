package io.heddle.executor.join;

import io.heddle.executor.combine.GroupTable;
import io.heddle.executor.combine.HashParts;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.Rethrow;
import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Looks the pairs of one side up in the table of the other. Used by one thread. */
final class Probing<K> implements Iterator<Pair<K, Object>>, GroupBuffer.Reader {
  private final HashJoin<K> join;
  private final JoinShape shape;
  private final GroupBuffer buffer;
  private final BitSet marks;
  private final BatchSource probe;
  private final int level;

  /** Null when it has gone to disk, or all is done. */
  private GroupTable table;

  private Batch batch;
  private int at;
  private final int[] ids = new int[GroupTable.FOUND_AT_ONCE];
  private int foundFrom;
  private int foundTo;

  /** The pair that is being looked up, and the row of the table that it meets next. */
  private K key;

  private Object value;
  private int id;
  private int row = GroupTable.NONE;

  /** The probe side is over: rows that nobody looked up follow. */
  private boolean atEnd;

  private boolean spilled;
  private Iterator<Pair<K, Object>> rest;
  private Pair<K, Object> next;

  Probing(HashJoin<K> join, GroupBuffer buffer, BatchSource probe, int level) {
    this.join = join;
    this.shape = join.shape;
    this.buffer = buffer;
    this.marks = buffer.marks();
    this.probe = probe;
    this.level = level;
    table = buffer.table();
    buffer.readBy(this);
  }

  @Override
  public boolean canSpill() {
    return table != null && row == GroupTable.NONE && !atEnd && level < HashParts.MAX_LEVEL;
  }

  @Override
  public void spillRest() throws IOException {
    buffer.spillFrom(0);
    table = null;
    spilled = true;
    buffer.letGo();
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public Pair<K, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Pair<K, Object> pair = next;
    next = null;
    return pair;
  }

  @Override
  public void forEachRemaining(Consumer<? super Pair<K, Object>> action) {
    for (Pair<K, Object> pair = next == null ? advance() : next; pair != null; pair = advance()) {
      next = null;
      action.accept(pair);
    }
  }

  private Pair<K, Object> advance() {
    try {
      while (true) {
        if (rest == null && spilled) {
          rest = join.byParts(buffer, this::nextRest, level);
        }
        if (rest != null) {
          return rest.hasNext() ? rest.next() : null;
        }
        if (table == null) {
          return null;
        }
        Pair<K, Object> pair = atEnd ? unmatched() : matched();
        if (pair != null) {
          return pair;
        }
      }
    } catch (IOException e) {
      throw Rethrow.asIs(e);
    }
  }

  /** What is left of the probe side: first of the batch at hand. */
  private Batch nextRest() throws IOException {
    if (batch == null || at == batch.size()) {
      batch = null;
      return probe.next();
    }
    int count = batch.size() - at;
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = batch.pairValue(at + i);
    }
    Batch left = new Batch(count, null, Arrays.copyOfRange(batch.keys(), at, batch.size()), values);
    batch = null;
    return left;
  }

  /** The next pair from the probe side; null where it must be asked again, or the side is over. */
  private Pair<K, Object> matched() throws IOException {
    if (row != GroupTable.NONE) {
      return met();
    }
    while (true) {
      if (batch == null || at == batch.size()) {
        if (!nextBatch()) {
          return null;
        }
      }
      if (at == foundTo) {
        find();
      }
      int found = ids[at - foundFrom];
      if (found == GroupTable.ABSENT) {
        if (shape.keepProbe()) {
          return alone();
        }
        at++;
      } else if (shape.anti()) {
        at++;
      } else {
        look(found);
        return met();
      }
    }
  }

  @SuppressWarnings("unchecked") // keys of both sides are of one type
  private void look(int found) {
    id = found;
    key = (K) batch.keys()[at];
    value = batch.pairValue(at);
    at++;
    if (shape.keepBuild()) {
      marks.set(id);
    }
    row = table.firstRow(0, id);
  }

  private Pair<K, Object> met() {
    Object built = table.valueAt(0, row);
    row = table.nextRow(0, id, row);
    return new Pair<>(key, shape.buildLeft() ? new Pair<>(built, value) : new Pair<>(value, built));
  }

  @SuppressWarnings("unchecked")
  private Pair<K, Object> alone() {
    K mine = (K) batch.keys()[at];
    Object own = batch.pairValue(at);
    at++;
    if (shape.anti()) {
      return new Pair<>(mine, own);
    }
    return new Pair<>(mine, shape.buildLeft() ? new Pair<>(null, own) : new Pair<>(own, null));
  }

  /** False when the table went to disk meanwhile, or there is no batch any more. */
  private boolean nextBatch() throws IOException {
    join.space.checkKilled();
    batch = probe.next();
    at = 0;
    foundFrom = 0;
    foundTo = 0;
    if (batch == null && table != null) {
      atEnd = true;
      id = -1;
      row = GroupTable.NONE;
      if (!shape.keepBuild()) {
        finish();
      }
    }
    return batch != null && table != null;
  }

  private void find() {
    int count = Math.min(GroupTable.FOUND_AT_ONCE, batch.size() - at);
    table.find(batch.keys(), at, count, ids);
    foundFrom = at;
    foundTo = at + count;
  }

  /** The next row of the table that nobody looked up; null when there is none. */
  @SuppressWarnings("unchecked")
  private Pair<K, Object> unmatched() {
    while (row == GroupTable.NONE) {
      id = marks.nextClearBit(id + 1);
      if (id >= table.size()) {
        finish();
        return null;
      }
      key = (K) table.keyAt(id);
      row = table.firstRow(0, id);
    }
    Object built = table.valueAt(0, row);
    row = table.nextRow(0, id, row);
    return new Pair<>(key, shape.buildLeft() ? new Pair<>(built, null) : new Pair<>(null, built));
  }

  private void finish() {
    table = null;
    buffer.letGo();
  }
}
