package io.heddle.rdd.lineage;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Whole numbers at even distances. */
public final class Ranged extends Lineage<Long> {
  private static final int NUMBERS_PER_CHECK = 1 << 14;

  private final long start;
  private final long step;
  private final long numbers;
  private final int count;

  /**
   * @param end not included
   * @param step not 0
   * @param count partitions, at least 1
   */
  public Ranged(Origin origin, long start, long end, long step, int count) {
    super(origin.id(), origin.operation(), origin.callSite(), List.of());
    if (step == 0) {
      throw new IllegalArgumentException("a range with step 0");
    }
    this.start = start;
    this.step = step;
    this.numbers = numbers(start, end, step);
    this.count = count;
  }

  private static long numbers(long start, long end, long step) {
    BigInteger distance = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
    BigInteger stride = BigInteger.valueOf(step);
    if (distance.signum() * stride.signum() <= 0) {
      return 0;
    }
    BigInteger[] quotient = distance.divideAndRemainder(stride);
    return quotient[0]
        .add(quotient[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE)
        .longValueExact();
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> slices = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long from = slice(i);
      slices.add(new Slice(i, start + from * step, step, slice(i + 1) - from));
    }
    return slices;
  }

  private long slice(int i) {
    return BigInteger.valueOf(numbers)
        .multiply(BigInteger.valueOf(i))
        .divide(BigInteger.valueOf(count))
        .longValueExact();
  }

  @Override
  public Evaluator<Long> evaluator(EvaluatorChain chain) {
    return new Counting();
  }

  private record Slice(int index, long first, long step, long numbers) implements Partition {}

  private record Counting() implements Evaluator<Long> {
    @Override
    public Iterator<Long> evaluate(Partition partition, TaskContext context) {
      return new Records((Slice) partition, context);
    }
  }

  private static final class Records implements Iterator<Long> {
    private final TaskContext context;
    private final long step;
    private long next;
    private long left;

    Records(Slice slice, TaskContext context) {
      this.context = context;
      this.step = slice.step();
      this.next = slice.first();
      this.left = slice.numbers();
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Long next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      if ((--left & (NUMBERS_PER_CHECK - 1)) == 0) {
        context.checkKilled();
      }
      long value = next;
      next += step;
      return value;
    }

    @Override
    public void forEachRemaining(Consumer<? super Long> to) {
      while (left > 0) {
        to.accept(next());
      }
    }
  }
}
