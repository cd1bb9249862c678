package io.heddle.rdd.lineage;

import io.heddle.rdd.Partitioner;
import io.heddle.rdd.StorageLevel;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One node of lineage: what its partitions are, what they depend on, and how one is evaluated.
 * Immutable but for its storage level and display name, and that it can be {@link #cut} once: from
 * then on its records come from a checkpoint and it has no parents any more. Driver only; safe for
 * all threads.
 *
 * <p>Not serialisable on purpose: a function that captures one is refused at the call.
 */
public abstract class Lineage<T> {
  private final int id;
  private final String operation;
  private final String callSite;
  private volatile List<Dependency> dependencies;
  private volatile Checkpoint<T> checkpoint;
  private volatile StorageLevel storageLevel = StorageLevel.NONE;
  private volatile String name = "";
  private volatile boolean indeterminate;
  private List<Partition> partitions;
  private Optional<Partitioner> cutPartitioner = Optional.empty();

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

  /** How keys are divided, where that is known; not asked once it was cut. */
  protected Optional<Partitioner> ownPartitioner() {
    return Optional.empty();
  }

  /**
   * Hosts where the partition's data lies, best first, of this node alone (not its parents): input
   * blocks. Empty when it does not matter. Not asked once it was cut.
   */
  protected List<HostLocation> ownLocations(Partition partition) {
    return List.of();
  }

  /** As {@link #excerpts}, of this node when nothing of it is kept. */
  protected Optional<List<Excerpt>> ownExcerpts() {
    return Optional.empty();
  }

  /**
   * A small part of each partition, by index; empty where there is no quicker way than to read all,
   * and where partitions are kept, since then reading all fills the cache.
   */
  public final Optional<List<Excerpt>> excerpts() {
    return checkpoint == null && storageLevel == StorageLevel.NONE
        ? ownExcerpts()
        : Optional.empty();
  }

  /**
   * What the node reads from outside of the application, in words: the same words say that it is
   * the same, byte for byte, as a later attempt of the application has to know. Nothing for a node
   * that reads its parents alone; empty when it cannot be told. May do I/O.
   */
  public Optional<String> inputIdentity() {
    return Optional.of("");
  }

  /** How keys are divided, where that is known. */
  public final synchronized Optional<Partitioner> partitioner() {
    return checkpoint == null ? ownPartitioner() : cutPartitioner;
  }

  /**
   * Hosts where the partition's data lies, best first, of this node alone (not its parents): input
   * blocks, or those of its checkpoint. Empty when it does not matter.
   */
  public final List<HostLocation> preferredLocations(Partition partition) {
    Checkpoint<T> saved = checkpoint;
    return saved == null ? ownLocations(partition) : saved.preferredLocations(partition.index());
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

  /** What it is made from; nothing once it was cut. */
  public final List<Dependency> dependencies() {
    return dependencies;
  }

  /** A parent by its position among the dependencies; not to be asked for once it was cut. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as its subclass gave it
  protected final <P> Lineage<P> parent(int position) {
    return (Lineage<P>) dependencies.get(position).parent();
  }

  /**
   * Records come from a checkpoint from now on; parents are forgotten. Partitions that were given
   * out before can still be evaluated.
   */
  public final synchronized void cut(Checkpoint<T> saved) {
    Objects.requireNonNull(saved);
    if (checkpoint != null) {
      throw new IllegalStateException(describe() + " was cut before");
    }
    int count = partitions().size();
    cutPartitioner = ownPartitioner();
    partitions = IntStream.range(0, count).<Partition>mapToObj(Saved::new).toList();
    checkpoint = saved;
    dependencies = List.of();
  }

  /** Where its records come from since it was cut. */
  public final Optional<Checkpoint<T>> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** The node's evaluator, or that of its checkpoint once it was cut. */
  final synchronized Evaluator<T> currentEvaluator(EvaluatorChain chain) {
    return checkpoint == null ? evaluator(chain) : checkpoint.evaluator();
  }

  private record Saved(int index) implements Partition {}

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

  /** Whether computing a partition again may give other records; never of what was cut. */
  public final boolean isIndeterminate() {
    return indeterminate && checkpoint == null;
  }

  /** Computing a partition again may give other records. */
  public final void indeterminate() {
    indeterminate = true;
  }

  /** For people: {@code reduceByKey at WordCount.java:31}. */
  public final String describe() {
    return (name.isEmpty() ? operation : name) + " at " + callSite;
  }
}
