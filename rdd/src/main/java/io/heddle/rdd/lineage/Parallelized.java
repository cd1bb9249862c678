package io.heddle.rdd.lineage;

import io.heddle.serde.Batch;
import io.heddle.serde.InputBuffer;
import io.heddle.serde.OutputBuffer;
import io.heddle.serde.Serde;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Values of the program itself, serialised when the node is made: each partition carries its own,
 * so that a task is sent no more than it works on, and later changes to the list are not seen.
 */
public final class Parallelized<T> extends Lineage<T> {
  private static final int VALUES_PER_BATCH = 4096;
  private static final byte[] EMPTY = {};

  private final List<Partition> slices;

  /**
   * @param count partitions, at least 1; values are spread evenly, in order
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE
   */
  public Parallelized(Origin origin, List<? extends T> values, int count, Serde serde) {
    super(origin.id(), origin.operation(), origin.callSite(), List.of());
    slices = slices(values.toArray(), count, serde);
  }

  private static List<Partition> slices(Object[] values, int count, Serde serde) {
    List<Partition> slices = new ArrayList<>(count);
    OutputBuffer out = new OutputBuffer(1024);
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * values.length / count);
      int to = (int) ((i + 1L) * values.length / count);
      out.clear();
      for (int at = from; at < to; at += VALUES_PER_BATCH) {
        serde.encode(values, at, Math.min(to, at + VALUES_PER_BATCH), out);
      }
      slices.add(new Slice(i, out.size() == 0 ? EMPTY : out.toByteArray()));
    }
    return slices;
  }

  @Override
  protected List<Partition> makePartitions() {
    return slices;
  }

  @Override
  public Evaluator<T> evaluator(EvaluatorChain chain) {
    return new Decoding<>();
  }

  /** Batches of the serde, one after another. */
  private static final class Slice implements Partition {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final byte[] batches;

    Slice(int index, byte[] batches) {
      this.index = index;
      this.batches = batches;
    }

    @Override
    public int index() {
      return index;
    }
  }

  private record Decoding<T>() implements Evaluator<T> {
    @Override
    public Iterator<T> evaluate(Partition partition, TaskContext context) {
      return new Records<>(new InputBuffer(((Slice) partition).batches), context);
    }
  }

  private static final class Records<T> implements Iterator<T> {
    private final InputBuffer in;
    private final TaskContext context;
    private Batch batch = new Batch(0, new Object[0], null, null);
    private int at;

    Records(InputBuffer in, TaskContext context) {
      this.in = in;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      while (at == batch.size()) {
        if (in.remaining() == 0) {
          return false;
        }
        context.checkKilled();
        batch = context.serde().decode(in);
        at = 0;
      }
      return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return (T) batch.value(at++);
    }
  }
}
