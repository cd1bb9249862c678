package io.heddle.rdd.lineage;

import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Unchecked;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Each record replaced by a function's value. */
public final class Mapped<T, R> extends OneToOne<T, R> {
  private final Function<? super T, ? extends R> function;

  /**
   * @param keepsKeys whether every record keeps its key
   */
  public Mapped(
      Origin origin,
      Lineage<T> parent,
      Function<? super T, ? extends R> function,
      boolean keepsKeys) {
    super(origin, parent, keepsKeys);
    this.function = Objects.requireNonNull(function);
  }

  @Override
  protected Optional<List<Excerpt>> ownExcerpts() {
    return parentExcerpts();
  }

  @Override
  public Evaluator<R> evaluator(EvaluatorChain chain) {
    return new Mapping<>(chain.of(parent()), function);
  }

  private record Mapping<T, R>(Evaluator<T> input, Function<? super T, ? extends R> function)
      implements Evaluator<R> {
    @Override
    public Iterator<R> evaluate(Partition partition, TaskContext context) throws Exception {
      return new Records<>(input.evaluate(partition, context), function);
    }
  }

  private static final class Records<T, R> implements Iterator<R> {
    private final Iterator<T> input;
    private final Function<? super T, ? extends R> function;

    Records(Iterator<T> input, Function<? super T, ? extends R> function) {
      this.input = input;
      this.function = function;
    }

    @Override
    public boolean hasNext() {
      return input.hasNext();
    }

    @Override
    public R next() {
      return Unchecked.call(function, input.next());
    }

    @Override
    public void forEachRemaining(Consumer<? super R> to) {
      input.forEachRemaining(new Push<>(function, to));
    }
  }

  private static final class Push<T, R> implements Consumer<T> {
    private final Function<? super T, ? extends R> function;
    private final Consumer<? super R> to;

    Push(Function<? super T, ? extends R> function, Consumer<? super R> to) {
      this.function = function;
      this.to = to;
    }

    @Override
    public void accept(T value) {
      to.accept(Unchecked.call(function, value));
    }
  }
}
