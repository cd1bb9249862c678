package io.heddle.rdd.lineage;

import io.heddle.rdd.Partitioner;
import io.heddle.task.Partition;
import java.util.List;
import java.util.Optional;

/** A node each of whose partitions is made from the parent's partition of the same index. */
abstract class OneToOne<T, R> extends Lineage<R> {
  private final boolean keepsKeys;

  /**
   * @param keepsKeys whether every record keeps its key, so that the parent's partitioner holds
   */
  OneToOne(Origin origin, Lineage<T> parent, boolean keepsKeys) {
    super(
        origin.id(),
        origin.operation(),
        origin.callSite(),
        List.of(Dependency.Narrow.oneToOne(parent)));
    this.keepsKeys = keepsKeys;
  }

  final Lineage<T> parent() {
    return parent(0);
  }

  @Override
  protected final List<Partition> makePartitions() {
    return parent().partitions();
  }

  @Override
  protected final Optional<Partitioner> ownPartitioner() {
    return keepsKeys ? parent().partitioner() : Optional.empty();
  }

  /** Those of the parent where each record is made of one of the parent's. */
  final Optional<List<Excerpt>> parentExcerpts() {
    return parent().excerpts();
  }
}
