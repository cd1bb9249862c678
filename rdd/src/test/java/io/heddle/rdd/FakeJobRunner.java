package io.heddle.rdd;

import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import io.heddle.rdd.accumulator.AccumulatorRegistry;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.LineageIds;
import io.heddle.rdd.spi.JobHandle;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Partition;
import io.heddle.task.PartitionFunction;
import io.heddle.task.StageProgram.MapStage;
import io.heddle.task.StageProgram.ResultStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs jobs in the calling thread, task after task. Programs, partitions, shuffled pairs and
 * results are serialised and read back, as between processes.
 */
final class FakeJobRunner implements JobRunner {
  /** One task that ran. */
  record Ran(String action, boolean map, int partition) {}

  final List<Ran> tasks = new ArrayList<>();
  final FakeShuffle shuffle = new FakeShuffle();
  final FakeCache cache = new FakeCache();
  final List<JobHandle> jobs = new ArrayList<>();
  boolean closed;
  private volatile HeddleException cancelled;

  final AccumulatorRegistry accumulators = new AccumulatorRegistry();
  private final LineageIds ids = new LineageIds();
  private final HeddleConf conf;

  FakeJobRunner() {
    this(HeddleConf.empty());
  }

  FakeJobRunner(HeddleConf conf) {
    this.conf = conf;
  }

  @Override
  public HeddleConf conf() {
    return conf;
  }

  @Override
  public String applicationId() {
    return "fake-1";
  }

  @Override
  public LineageIds ids() {
    return ids;
  }

  @Override
  public AccumulatorRegistry accumulators() {
    return accumulators;
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    throw new UnsupportedOperationException("this runner has no executors to send to");
  }

  @Override
  public int defaultParallelism() {
    return 3;
  }

  @Override
  public synchronized <T, R> void run(
      Lineage<T> lineage,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobHandle job,
      ResultHandler<R> results) {
    job.checkCancelled();
    jobs.add(job);
    job.submitted(jobs.size() - 1, cause -> cancelled = cause);
    String action = job.action();
    materialise(lineage, action, new HashSet<>());
    byte[] program =
        JavaSerialization.write(new ResultStage<>(new EvaluatorChain().of(lineage), function));
    // results of the last task first: callers must go by position
    for (int position = partitions.size() - 1; position >= 0; position--) {
      Partition partition = lineage.partitions().get(partitions.get(position));
      tasks.add(new Ran(action, false, partition.index()));
      if (cancelled != null) {
        HeddleException cause = cancelled;
        cancelled = null;
        throw cause;
      }
      FakeTask task = new FakeTask(partition.index(), conf, shuffle, cache);
      R result = task.result(read(program), sent(partition));
      results.accept(position, roundTrip(task, result));
    }
  }

  @SuppressWarnings("unchecked")
  private static <R> R roundTrip(FakeTask task, R result) {
    return (R) task.serde().fromBytes(task.serde().toBytes(result));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <P> P read(byte[] program) {
    return (P) JavaSerialization.read(program, FakeJobRunner.class.getClassLoader());
  }

  private static Partition sent(Partition partition) {
    return read(JavaSerialization.write(partition));
  }

  private void materialise(Lineage<?> node, String action, Set<Integer> seen) {
    if (!seen.add(node.id())) {
      return;
    }
    for (Dependency dependency : node.dependencies()) {
      materialise(dependency.parent(), action, seen);
      if (dependency instanceof Dependency.Shuffle<?, ?, ?> boundary
          && !shuffle.has(boundary.spec().shuffleId())) {
        write(boundary, action);
      }
    }
  }

  private <K, V, C> void write(Dependency.Shuffle<K, V, C> boundary, String action) {
    byte[] program =
        JavaSerialization.write(
            new MapStage<K, V, C>(new EvaluatorChain().of(boundary.parent()), boundary.spec()));
    for (Partition partition : boundary.parent().partitions()) {
      tasks.add(new Ran(action, true, partition.index()));
      FakeTask task = new FakeTask(partition.index(), conf, shuffle, cache);
      MapStage<K, V, C> stage = read(program);
      shuffle.write(stage, sent(partition), task);
    }
  }

  long mapTasks() {
    return tasks.stream().filter(Ran::map).count();
  }

  @Override
  public void uncache(int rddId) {
    cache.forget(rddId);
  }

  @Override
  public void cancelStage(int stageId, String reason) {
    throw new UnsupportedOperationException("there are no stages");
  }

  @Override
  public void killTask(long taskId, String reason) {
    throw new UnsupportedOperationException("there are no tasks");
  }

  @Override
  public void close() {
    closed = true;
  }
}
