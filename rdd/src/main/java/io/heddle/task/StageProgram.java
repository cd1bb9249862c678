package io.heddle.task;

import java.io.Serializable;
import java.util.Objects;

/**
 * The code of one stage: everything between two shuffle boundaries. Serialised once per stage with
 * Java serialisation (closures need it), sent once to each executor.
 */
public sealed interface StageProgram extends Serializable {

  /** Ends in a shuffle: the records are pairs, written as one map output per task. */
  record MapStage<K, V, C>(
      Evaluator<? extends io.heddle.rdd.Pair<K, V>> records, ShuffleSpec<K, V, C> shuffle)
      implements StageProgram {
    public MapStage {
      Objects.requireNonNull(records);
      Objects.requireNonNull(shuffle);
    }
  }

  /** Ends in an action: each partition's records become one result. */
  record ResultStage<T, R>(Evaluator<T> records, PartitionFunction<T, R> function)
      implements StageProgram {
    public ResultStage {
      Objects.requireNonNull(records);
      Objects.requireNonNull(function);
    }
  }
}
