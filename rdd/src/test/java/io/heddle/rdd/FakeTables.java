package io.heddle.rdd;

import io.heddle.rdd.function.Unchecked;
import io.heddle.task.Combiner;
import io.heddle.task.JoinKind;
import io.heddle.task.KeyTables;
import io.heddle.task.ShuffleReader;
import io.heddle.task.ShuffleReader.ShuffleRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Tables by key that are plain maps. */
final class FakeTables implements KeyTables {
  private final ShuffleReader shuffle;

  FakeTables(ShuffleReader shuffle) {
    this.shuffle = shuffle;
  }

  @Override
  public <K, V, C> Iterator<Pair<K, C>> combine(
      Iterator<Pair<K, V>> pairs, Combiner<K, V, C> combiner) {
    Map<K, C> combined = new HashMap<>();
    while (pairs.hasNext()) {
      Pair<K, V> pair = pairs.next();
      combined.put(
          pair.key(),
          combined.containsKey(pair.key())
              ? Unchecked.call(combiner.mergeValue(), combined.get(pair.key()), pair.value())
              : Unchecked.call(combiner.create(), pair.value()));
    }
    return combined.entrySet().stream().map(e -> new Pair<>(e.getKey(), e.getValue())).iterator();
  }

  @Override
  public <K> Iterator<Pair<K, List<List<Object>>>> group(List<Input> inputs) {
    Map<K, List<List<Object>>> groups = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      this.<K>pairs(inputs.get(i))
          .forEachRemaining(
              pair ->
                  groups
                      .computeIfAbsent(pair.key(), key -> emptyLists(inputs.size()))
                      .get(input)
                      .add(pair.value()));
    }
    return groups.entrySet().stream().map(e -> new Pair<>(e.getKey(), e.getValue())).iterator();
  }

  private static List<List<Object>> emptyLists(int count) {
    List<List<Object>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  @Override
  public <K> Iterator<Pair<K, Object>> join(Input left, Input right, JoinKind kind) {
    List<Pair<K, Object>> joined = new ArrayList<>();
    this.<K>group(List.of(left, right))
        .forEachRemaining(
            group -> {
              List<Object> lefts = group.value().get(0);
              List<Object> rights = group.value().get(1);
              if (kind == JoinKind.LEFT_ANTI) {
                if (rights.isEmpty()) {
                  lefts.forEach(value -> joined.add(new Pair<>(group.key(), value)));
                }
                return;
              }
              if (lefts.isEmpty() && (kind == JoinKind.RIGHT || kind == JoinKind.FULL)) {
                lefts.add(null);
              }
              if (rights.isEmpty() && (kind == JoinKind.LEFT || kind == JoinKind.FULL)) {
                rights.add(null);
              }
              for (Object l : lefts) {
                for (Object r : rights) {
                  joined.add(new Pair<>(group.key(), new Pair<>(l, r)));
                }
              }
            });
    return joined.iterator();
  }

  @SuppressWarnings("unchecked") // inputs are read as what they were written
  private <K> Iterator<Pair<K, Object>> pairs(Input input) {
    if (input instanceof Input.Fetched fetched) {
      return shuffle.read(
          new ShuffleRead<K, Object, Object>(
              fetched.shuffleId(),
              fetched.startPartition(),
              fetched.endPartition(),
              null,
              false,
              null));
    }
    try {
      return (Iterator<Pair<K, Object>>) ((Input.Pairs) input).pairs().call();
    } catch (Exception e) {
      throw Unchecked.rethrow(e);
    }
  }
}
