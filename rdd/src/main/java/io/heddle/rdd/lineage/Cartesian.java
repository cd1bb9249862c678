package io.heddle.rdd.lineage;

import io.heddle.rdd.Pair;
import io.heddle.rdd.function.Unchecked;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Each record of one node with each of another: a partition for each two partitions. A task takes
 * the left records by blocks and reads the right partition once for each block, so that no more
 * than a block is held in memory.
 */
public final class Cartesian<A, B> extends Lineage<Pair<A, B>> {
  private static final int BLOCK = 256;

  public Cartesian(Origin origin, Lineage<A> left, Lineage<B> right) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(
            new Dependency.Narrow(left, i -> new int[] {i / right.partitions().size()}),
            new Dependency.Narrow(right, i -> new int[] {i % right.partitions().size()})));
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> cells = new ArrayList<>();
    for (Partition left : parent(0).partitions()) {
      for (Partition right : parent(1).partitions()) {
        cells.add(new Cell(cells.size(), left, right));
      }
    }
    return cells;
  }

  @Override
  public Evaluator<Pair<A, B>> evaluator(EvaluatorChain chain) {
    return new Product<A, B>(chain.of(parent(0)), chain.of(parent(1)));
  }

  private record Cell(int index, Partition left, Partition right) implements Partition {}

  private record Product<A, B>(Evaluator<A> left, Evaluator<B> right)
      implements Evaluator<Pair<A, B>> {
    @Override
    public Iterator<Pair<A, B>> evaluate(Partition partition, TaskContext context)
        throws Exception {
      Cell cell = (Cell) partition;
      return new Records<>(
          left.evaluate(cell.left(), context),
          () -> {
            context.checkKilled();
            return right.evaluate(cell.right(), context);
          });
    }
  }

  /** Opens the right partition once more. */
  private interface Reopened<B> {
    Iterator<B> open() throws Exception;
  }

  private static final class Records<A, B> implements Iterator<Pair<A, B>> {
    private final Iterator<A> left;
    private final Reopened<B> right;
    private final List<A> block = new ArrayList<>();
    private Iterator<B> others = Collections.emptyIterator();
    private B other;
    private int at;

    Records(Iterator<A> left, Reopened<B> right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean hasNext() {
      while (at == block.size()) {
        if (!others.hasNext() && !nextBlock()) {
          return false;
        }
        if (others.hasNext()) {
          other = others.next();
          at = 0;
        }
      }
      return true;
    }

    /** Leaves {@code at} behind the block, so that a right record is taken first. */
    private boolean nextBlock() {
      block.clear();
      while (block.size() < BLOCK && left.hasNext()) {
        block.add(left.next());
      }
      at = block.size();
      if (block.isEmpty()) {
        return false;
      }
      try {
        others = right.open();
      } catch (Exception e) {
        throw Unchecked.rethrow(e);
      }
      return true;
    }

    @Override
    public Pair<A, B> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return new Pair<>(block.get(at++), other);
    }
  }
}
