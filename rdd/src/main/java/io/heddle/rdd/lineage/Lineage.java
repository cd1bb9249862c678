package io.heddle.rdd.lineage;

import io.heddle.rdd.Partitioner;
import io.heddle.rdd.StorageLevel;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One node of lineage: what its partitions are, what they depend on, and how one is evaluated.
 * Immutable but for its storage level and display name. Driver only; safe for all threads.
 *
 * <p>Not serialisable on purpose: a function that captures one is refused at the call.
 */
public abstract class Lineage<T> {
  private final int id;
  private final String operation;
  private final String callSite;
  private final List<Dependency> dependencies;
  private volatile StorageLevel storageLevel = StorageLevel.NONE;
  private volatile String name = "";
  private List<Partition> partitions;

  /**
   * @param id unique in the application, from {@link LineageIds}
   * @param operation the API's word for it: {@code map}, {@code reduceByKey}
   * @param callSite where the user called it: {@code WordCount.java:31}
   */
  protected Lineage(int id, String operation, String callSite, List<Dependency> dependencies) {
    this.id = id;
    this.operation = Objects.requireNonNull(operation);
    this.callSite = Objects.requireNonNull(callSite);
    this.dependencies = List.copyOf(dependencies);
  }

  /** Finds the partitions; called once, maybe with I/O (listing input files). */
  protected abstract List<Partition> makePartitions();

  /**
   * The node's own evaluator. Parents' are asked of the chain, not of the parents, so that cached
   * nodes get their cache step.
   */
  public abstract Evaluator<T> evaluator(EvaluatorChain chain);

  /** How keys are divided, where that is known. */
  public Optional<Partitioner> partitioner() {
    return Optional.empty();
  }

  /**
   * Hosts where the partition's data lies, best first, of this node alone (not its parents): input
   * blocks. Empty when it does not matter.
   */
  public List<HostLocation> preferredLocations(Partition partition) {
    return List.of();
  }

  /** The partitions by index, the same list at every call. */
  public final synchronized List<Partition> partitions() {
    if (partitions == null) {
      partitions = List.copyOf(makePartitions());
    }
    return partitions;
  }

  public final int id() {
    return id;
  }

  public final String operation() {
    return operation;
  }

  public final String callSite() {
    return callSite;
  }

  public final List<Dependency> dependencies() {
    return dependencies;
  }

  public final StorageLevel storageLevel() {
    return storageLevel;
  }

  public final void storageLevel(StorageLevel level) {
    storageLevel = Objects.requireNonNull(level);
  }

  /** The name the user gave; empty when none. */
  public final String name() {
    return name;
  }

  public final void name(String newName) {
    name = Objects.requireNonNull(newName);
  }

  /** For people: {@code reduceByKey at WordCount.java:31}. */
  public final String describe() {
    return (name.isEmpty() ? operation : name) + " at " + callSite;
  }
}
