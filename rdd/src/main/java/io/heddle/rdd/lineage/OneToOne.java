package io.heddle.rdd.lineage;

import io.heddle.rdd.Partitioner;
import io.heddle.task.Partition;
import java.util.List;
import java.util.Optional;

/** A node each of whose partitions is made from the parent's partition of the same index. */
abstract class OneToOne<T, R> extends Lineage<R> {
  private final Lineage<T> parent;
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
    this.parent = parent;
    this.keepsKeys = keepsKeys;
  }

  final Lineage<T> parent() {
    return parent;
  }

  @Override
  protected final List<Partition> makePartitions() {
    return parent.partitions();
  }

  @Override
  public final Optional<Partitioner> partitioner() {
    return keepsKeys ? parent.partitioner() : Optional.empty();
  }
}
