package io.heddle.rdd;

import io.heddle.rdd.lineage.Matching;
import io.heddle.task.JoinKind;
import io.heddle.task.KeyTables;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** What operations make of pairs with equal keys. */
final class Matchings {
  private Matchings() {}

  /** For each key, a list for each input of its values there. */
  record Groups<K>() implements Matching<K, List<List<Object>>> {
    @Override
    public Iterator<Pair<K, List<List<Object>>>> match(
        List<KeyTables.Input> inputs, KeyTables tables) {
      return tables.group(inputs);
    }
  }

  /** For each key of the only input, a list of its values. */
  record Group<K, V>() implements Matching<K, List<V>> {
    @Override
    public Iterator<Pair<K, List<V>>> match(List<KeyTables.Input> inputs, KeyTables tables) {
      return new Only<>(tables.group(inputs));
    }
  }

  /** Each value of the one input with each of the other; with LEFT_ANTI, the left pairs. */
  record Join<K, R>(JoinKind kind) implements Matching<K, R> {
    @Override
    @SuppressWarnings("unchecked") // R is what that kind gives
    public Iterator<Pair<K, R>> match(List<KeyTables.Input> inputs, KeyTables tables) {
      Iterator<Pair<K, Object>> pairs = tables.join(inputs.get(0), inputs.get(1), kind);
      return (Iterator<Pair<K, R>>) (Iterator<?>) pairs;
    }
  }

  private record Only<K, V>(Iterator<Pair<K, List<List<Object>>>> groups)
      implements Iterator<Pair<K, List<V>>> {
    @Override
    public boolean hasNext() {
      return groups.hasNext();
    }

    @Override
    public Pair<K, List<V>> next() {
      return only(groups.next());
    }

    @Override
    public void forEachRemaining(Consumer<? super Pair<K, List<V>>> action) {
      groups.forEachRemaining(group -> action.accept(only(group)));
    }

    @SuppressWarnings("unchecked") // the input's values are of that type
    private static <K, V> Pair<K, List<V>> only(Pair<K, List<List<Object>>> group) {
      return new Pair<>(group.key(), (List<V>) (List<?>) group.value().get(0));
    }
  }
}
