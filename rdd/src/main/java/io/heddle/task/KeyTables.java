package io.heddle.task;

import io.heddle.rdd.Pair;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Port to the executor's tables by key, which keep to the task's memory and go to disk beyond it.
 * Keys may be null. What is returned is in no defined order. Used by the task's thread.
 */
public interface KeyTables {
  /** Folds the values of each key into one. */
  <K, V, C> Iterator<Pair<K, C>> combine(Iterator<Pair<K, V>> pairs, Combiner<K, V, C> combiner);

  /**
   * Each key once, with a list for each input of its values there; values of one key and input that
   * come from one source stay in its order. The lists are the caller's.
   *
   * @throws FetchFailedException from this call or from the iterator
   */
  <K> Iterator<Pair<K, List<List<Object>>>> group(List<Input> inputs);

  /**
   * Each value of the one side with each of the other.
   *
   * @return pairs of a key and a pair of a left value and a right one; with LEFT_ANTI, the left
   *     pairs themselves
   * @throws FetchFailedException from this call or from the iterator
   */
  <K> Iterator<Pair<K, Object>> join(Input left, Input right, JoinKind kind);

  /** Pairs of one side, all keys of whose partition are there. */
  sealed interface Input {
    /** Pairs that this task makes, when they are asked for. */
    record Pairs(Callable<? extends Iterator<? extends Pair<?, ?>>> pairs) implements Input {
      public Pairs {
        Objects.requireNonNull(pairs);
      }
    }

    /** Pairs of reduce partitions of a shuffle, uncombined. */
    record Fetched(int shuffleId, int startPartition, int endPartition) implements Input {}
  }
}
