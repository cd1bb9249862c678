package io.heddle.rdd;

import io.heddle.rdd.closure.CombineShapes;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.function.Function2;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.util.ArrayList;
import java.util.List;

/** The combiners behind the operations by key. */
final class Combiners {
  private Combiners() {}

  /** The first value as it is, further ones folded in. */
  static <K, V> Combiner<K, V, V> folding(Function2<V, V, V> fold) {
    return folding(fold, CombineShapes.of(fold));
  }

  static <K, V> Combiner<K, V, V> folding(Function2<V, V, V> fold, CombineShape shape) {
    return new Combiner<>(new Same<>(), fold, fold, shape);
  }

  /** Each key's fold begins at a copy of zero. */
  static <K, V, U> Combiner<K, V, U> fromZero(
      U zero, Function2<U, ? super V, U> add, Function2<U, U, U> merge) {
    return new Combiner<>(
        new AddToZero<>(new ZeroValue<>(zero), add), add::call, merge, CombineShape.GENERIC);
  }

  /** All values of a key in a list. */
  static <K, V> Combiner<K, V, List<V>> grouping() {
    return new Combiner<>(new ListOf<>(), new AddTo<>(), new AddAll<>(), CombineShape.GROUP);
  }

  /** Tagged values of a key in as many lists as there are tags. */
  static <K> Combiner<K, Pair<Integer, Object>, List<List<Object>>> cogrouping(int inputs) {
    return new Combiner<>(
        new ListsOf(inputs), new AddTagged(), new AddAllTagged(), CombineShape.GENERIC);
  }

  /** Returns what it is given. */
  record Same<T>() implements Function<T, T> {
    @Override
    public T call(T value) {
      return value;
    }
  }

  private record AddToZero<V, U>(ZeroValue<U> zero, Function2<U, ? super V, U> add)
      implements Function<V, U> {
    @Override
    public U call(V value) throws Exception {
      return add.call(zero.copy(), value);
    }
  }

  private record ListOf<V>() implements Function<V, List<V>> {
    @Override
    public List<V> call(V value) {
      List<V> list = new ArrayList<>(4);
      list.add(value);
      return list;
    }
  }

  private record AddTo<V>() implements Function2<List<V>, V, List<V>> {
    @Override
    public List<V> call(List<V> list, V value) {
      list.add(value);
      return list;
    }
  }

  private record AddAll<V>() implements Function2<List<V>, List<V>, List<V>> {
    @Override
    public List<V> call(List<V> list, List<V> others) {
      list.addAll(others);
      return list;
    }
  }

  private record ListsOf(int inputs)
      implements Function<Pair<Integer, Object>, List<List<Object>>> {
    @Override
    public List<List<Object>> call(Pair<Integer, Object> tagged) {
      List<List<Object>> lists = new ArrayList<>(inputs);
      for (int i = 0; i < inputs; i++) {
        lists.add(new ArrayList<>(2));
      }
      lists.get(tagged.key()).add(tagged.value());
      return lists;
    }
  }

  private record AddTagged()
      implements Function2<List<List<Object>>, Pair<Integer, Object>, List<List<Object>>> {
    @Override
    public List<List<Object>> call(List<List<Object>> lists, Pair<Integer, Object> tagged) {
      lists.get(tagged.key()).add(tagged.value());
      return lists;
    }
  }

  private record AddAllTagged()
      implements Function2<List<List<Object>>, List<List<Object>>, List<List<Object>>> {
    @Override
    public List<List<Object>> call(List<List<Object>> lists, List<List<Object>> others) {
      for (int i = 0; i < lists.size(); i++) {
        lists.get(i).addAll(others.get(i));
      }
      return lists;
    }
  }
}
