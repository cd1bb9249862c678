package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.lineage.Checkpoint;
import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.FormatStore;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.task.Evaluator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes of one context that are to be cut from their lineage, which happens after the next job
 * that they are part of. Safe for all threads.
 */
final class Checkpoints {
  private enum Kind {
    FILES,
    LOCAL
  }

  private final Map<Integer, Kind> marked = new ConcurrentHashMap<>();
  private volatile String directory;

  void directory(String parent, String applicationId) {
    Objects.requireNonNull(parent, "directory");
    directory = parent + "/" + applicationId + "-" + UUID.randomUUID();
  }

  Optional<String> directory() {
    return Optional.ofNullable(directory);
  }

  /**
   * @throws HeddleException BAD_ARGUMENT when no directory was set
   */
  void markForFiles(Lineage<?> node) {
    if (directory == null) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "checkpoint() needs a directory: call setCheckpointDir first");
    }
    mark(node, Kind.FILES);
  }

  /** Its partitions are kept on executors from now on. */
  void markForCaches(Lineage<?> node) {
    node.storageLevel(withDisk(node.storageLevel()));
    mark(node, Kind.LOCAL);
  }

  /** The level that keeps partitions which memory is too small for. */
  private static StorageLevel withDisk(StorageLevel level) {
    return switch (level) {
      case NONE, MEMORY_ONLY -> StorageLevel.MEMORY_AND_DISK;
      case MEMORY_ONLY_2 -> StorageLevel.MEMORY_AND_DISK_2;
      case MEMORY_ONLY_SER -> StorageLevel.MEMORY_AND_DISK_SER;
      case MEMORY_ONLY_SER_2 -> StorageLevel.MEMORY_AND_DISK_SER_2;
      default -> level;
    };
  }

  private void mark(Lineage<?> node, Kind kind) {
    if (node.checkpoint().isEmpty()) {
      marked.put(node.id(), kind);
    }
  }

  /** A job on a node has ended well: what is marked among its ancestors and itself is cut. */
  void afterJob(HeddleContext context, Lineage<?> node) {
    if (!marked.isEmpty()) {
      cut(context, node, new HashSet<>());
    }
  }

  private void cut(HeddleContext context, Lineage<?> node, Set<Integer> seen) {
    if (!seen.add(node.id())) {
      return;
    }
    for (Dependency dependency : node.dependencies()) {
      cut(context, dependency.parent(), seen);
    }
    Kind kind = marked.remove(node.id());
    if (kind == null) {
      return;
    }
    boolean done = false;
    try {
      save(context, node, kind);
      done = true;
    } finally {
      if (!done) {
        marked.put(node.id(), kind);
      }
    }
  }

  private <T> void save(HeddleContext context, Lineage<T> node, Kind kind) {
    RDD<T> rdd = context.rdd(node);
    if (kind == Kind.LOCAL) {
      Actions.run(rdd, new Actions.Counting(), "localCheckpoint");
      node.cut(new InCaches<>(node.describe()));
      return;
    }
    FormatStore files = context.files().formats();
    String path = directory + "/rdd-" + node.id();
    OutputJob<T> output = files.saveCheckpoint(context.conf(), path);
    Actions.save(rdd, output, "checkpoint");
    node.cut(files.checkpoint(context.conf(), path));
  }

  /** Nothing but the executors' caches; asked only for what they have lost. */
  private record InCaches<T>(String node) implements Checkpoint<T> {
    @Override
    public Evaluator<T> evaluator() {
      String what = node;
      return (partition, task) -> {
        throw new HeddleException(
            ErrorCode.CHECKPOINT_LOST,
            "partition "
                + partition.index()
                + " of "
                + what
                + " was kept by localCheckpoint() on an executor, and is no longer there");
      };
    }

    @Override
    public List<HostLocation> preferredLocations(int partition) {
      return List.of();
    }

    @Override
    public Optional<String> directory() {
      return Optional.empty();
    }
  }
}
