package io.heddle.rdd.lineage;

import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Unchecked;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The records that a function is true for. */
public final class Filtered<T> extends OneToOne<T, T> {
  private final Function<? super T, Boolean> condition;

  public Filtered(Origin origin, Lineage<T> parent, Function<? super T, Boolean> condition) {
    super(origin, parent, true);
    this.condition = Objects.requireNonNull(condition);
  }

  @Override
  protected Optional<List<Excerpt>> ownExcerpts() {
    return parentExcerpts();
  }

  @Override
  public Evaluator<T> evaluator(EvaluatorChain chain) {
    return new Filtering<>(chain.of(parent()), condition);
  }

  private record Filtering<T>(Evaluator<T> input, Function<? super T, Boolean> condition)
      implements Evaluator<T> {
    @Override
    public Iterator<T> evaluate(Partition partition, TaskContext context) throws Exception {
      return new Records<>(input.evaluate(partition, context), condition);
    }
  }

  private static final class Records<T> implements Iterator<T> {
    private final Iterator<T> input;
    private final Function<? super T, Boolean> condition;
    private T next;
    private boolean found;

    Records(Iterator<T> input, Function<? super T, Boolean> condition) {
      this.input = input;
      this.condition = condition;
    }

    @Override
    public boolean hasNext() {
      while (!found && input.hasNext()) {
        next = input.next();
        found = Unchecked.call(condition, next);
      }
      return found;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      found = false;
      return next;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> to) {
      if (found) {
        found = false;
        to.accept(next);
      }
      input.forEachRemaining(new Push<>(condition, to));
    }
  }

  private static final class Push<T> implements Consumer<T> {
    private final Function<? super T, Boolean> condition;
    private final Consumer<? super T> to;

    Push(Function<? super T, Boolean> condition, Consumer<? super T> to) {
      this.condition = condition;
      this.to = to;
    }

    @Override
    public void accept(T value) {
      if (Unchecked.<T, Boolean>call(condition, value)) {
        to.accept(value);
      }
    }
  }
}
