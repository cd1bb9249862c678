package io.heddle.driver.job;

import io.heddle.driver.recovery.JobIdentity;
import io.heddle.driver.recovery.ProgramScan;
import io.heddle.driver.recovery.Recovery;
import io.heddle.driver.stage.StageSpec;
import io.heddle.rdd.Pair;
import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.JobHandle;
import io.heddle.task.Partition;
import io.heddle.task.PartitionFunction;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.StageProgram;
import io.heddle.task.TaskContext;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;

/**
 * Cuts lineage into stages and serialises their code, in the thread that submits the job. A map
 * stage is planned once, by the first job that meets its shuffle, and shared by all later ones; it
 * is given up when the program has no reference to the shuffle any more. Safe for all threads.
 *
 * <p>A stage's partitions are taken before its evaluator is made: another thread may cut a node's
 * lineage at a checkpoint in between, whose evaluator takes the partitions from before, but not the
 * other way round.
 */
public final class JobPlanner {
  /** Notices that a shuffle's dependency cannot be reached any more. */
  private static final class Watch extends PhantomReference<Dependency.Shuffle<?, ?, ?>> {
    final int shuffleId;

    Watch(
        Dependency.Shuffle<?, ?, ?> shuffle,
        ReferenceQueue<? super Dependency.Shuffle<?, ?, ?>> queue) {
      super(shuffle, queue);
      this.shuffleId = shuffle.spec().shuffleId();
    }
  }

  /** Notices that a persisted node cannot be reached any more. */
  private static final class CacheWatch extends PhantomReference<Lineage<?>> {
    final int rddId;

    CacheWatch(Lineage<?> node, ReferenceQueue<? super Lineage<?>> queue) {
      super(node, queue);
      this.rddId = node.id();
    }
  }

  private final Map<Integer, StageSpec> planned = new ConcurrentHashMap<>();
  private final Map<Integer, StageCode> code = new ConcurrentHashMap<>();
  private final Map<Integer, Watch> watches = new ConcurrentHashMap<>();
  private final ReferenceQueue<Dependency.Shuffle<?, ?, ?>> unreachable = new ReferenceQueue<>();
  private final Map<Integer, CacheWatch> cacheWatches = new ConcurrentHashMap<>();
  private final ReferenceQueue<Lineage<?>> unreachableCaches = new ReferenceQueue<>();
  private final AtomicInteger nextStage = new AtomicInteger();
  private final Identities identities;

  /** Stages that nobody will recognise. */
  public JobPlanner() {
    this(Recovery.off(), id -> Optional.empty());
  }

  /**
   * @param broadcasts the digest of a broadcast's content by its number; empty when it is gone
   */
  public JobPlanner(Recovery recovery, LongFunction<Optional<String>> broadcasts) {
    this.identities = new Identities(recovery, broadcasts);
  }

  /**
   * Plans a job. May find partitions, with I/O, and runs user code (partitioners, custom
   * serialisation).
   *
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE, or what finding partitions throws
   */
  public <T, R> JobSpec plan(
      int jobId,
      Lineage<T> lineage,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobHandle job) {
    List<Partition> all = lineage.partitions();
    Map<Integer, String> cachedNames = new HashMap<>();
    StageWalk walk = new StageWalk(lineage);
    Set<Integer> needed = planMapStages(walk, cachedNames);
    noteCached(walk, cachedNames);
    int[] asked = partitions.stream().mapToInt(Integer::intValue).toArray();
    IntUnaryOperator partitionOf = i -> asked[i];
    StageProgram program =
        new StageProgram.ResultStage<>(new EvaluatorChain().of(lineage), function);
    ProgramScan scan = new ProgramScan();
    StageCode resultCode = StageCode.of(program, all, asked.length, partitionOf, scan);
    StageSpec result =
        new StageSpec(
            nextStage.getAndIncrement(),
            job.action() + " at " + job.callSite(),
            walk.describe(),
            asked.length,
            walk.shuffleIds(),
            StageSpec.RESULT,
            0,
            Preferences.of(lineage, asked.length, partitionOf),
            partitionOf);
    code.put(result.stageId(), resultCode);
    List<StageSpec> mapStages = new ArrayList<>(needed.size());
    for (int shuffleId : needed) {
      mapStages.add(planned.get(shuffleId));
    }
    return new JobSpec(
        jobId,
        job.action(),
        job.callSite(),
        job.properties(),
        result,
        mapStages,
        cachedNames,
        identities.ofJob(walk, program, resultCode, scan, mapStages));
  }

  /**
   * By what a later attempt of the application recognises an output. Plans the stages that it is
   * made of.
   *
   * @param target how it is written, and where
   * @return empty when nothing is recognised
   */
  public Optional<JobIdentity> planOutput(Lineage<?> lineage, String target) {
    return identities.isOn() ? outputOf(lineage, target) : Optional.empty();
  }

  private <T> Optional<JobIdentity> outputOf(Lineage<T> lineage, String target) {
    List<Partition> all = lineage.partitions();
    StageWalk walk = new StageWalk(lineage);
    List<StageSpec> mapStages = new ArrayList<>();
    for (int shuffleId : planMapStages(walk, new HashMap<>())) {
      mapStages.add(planned.get(shuffleId));
    }
    StageProgram program =
        new StageProgram.ResultStage<>(new EvaluatorChain().of(lineage), new Target<T>(target));
    ProgramScan scan = new ProgramScan();
    StageCode output = StageCode.of(program, all, all.size(), IntUnaryOperator.identity(), scan);
    return identities.ofJob(walk, program, output, scan, mapStages);
  }

  /** Stands for what writes an output, which names files of one attempt alone. Never run. */
  private record Target<T>(String text) implements PartitionFunction<T, String> {
    @Override
    public String apply(Iterator<T> records, TaskContext context) {
      return text;
    }
  }

  private void noteCached(StageWalk walk, Map<Integer, String> cachedNames) {
    for (Lineage<?> node : walk.cached()) {
      cachedNames.put(node.id(), node.describe());
      cacheWatches.computeIfAbsent(node.id(), id -> new CacheWatch(node, unreachableCaches));
    }
  }

  /** Plans what a stage reads, and so on; returns all shuffles met, parents first. */
  private Set<Integer> planMapStages(StageWalk last, Map<Integer, String> cachedNames) {
    // Depth first with a stack of its own, as iterative programs make long chains of stages.
    Set<Integer> done = new LinkedHashSet<>();
    Map<Integer, StageWalk> open = new LinkedHashMap<>();
    Deque<StageWalk.Read> todo = new ArrayDeque<>(last.reads());
    while (!todo.isEmpty()) {
      StageWalk.Read read = todo.peek();
      int shuffleId = read.shuffle().spec().shuffleId();
      if (done.contains(shuffleId)) {
        todo.pop();
      } else if (open.containsKey(shuffleId)) {
        todo.pop();
        planMapStage(read, open.get(shuffleId));
        done.add(shuffleId);
      } else {
        StageWalk walk = new StageWalk(read.shuffle().parent());
        noteCached(walk, cachedNames);
        open.put(shuffleId, walk);
        walk.reads().forEach(todo::push);
      }
    }
    return done;
  }

  private void planMapStage(StageWalk.Read read, StageWalk walk) {
    ShuffleSpec<?, ?, ?> shuffle = read.shuffle().spec();
    if (planned.containsKey(shuffle.shuffleId())) {
      return;
    }
    Lineage<?> node = read.shuffle().parent();
    List<Partition> all = node.partitions();
    int tasks = all.size();
    IntUnaryOperator same = IntUnaryOperator.identity();
    StageProgram program = program(read.shuffle());
    ProgramScan scan = new ProgramScan();
    StageCode stageCode = StageCode.of(program, all, tasks, same, scan);
    StageSpec spec =
        new StageSpec(
            nextStage.getAndIncrement(),
            read.reader().describe(),
            walk.describe(),
            tasks,
            walk.shuffleIds(),
            shuffle.shuffleId(),
            shuffle.partitioner().numPartitions(),
            walk.isIndeterminate(),
            Preferences.of(node, tasks, same),
            same,
            identities.ofMapStage(walk, program, stageCode, scan, shuffle, planned));
    code.put(spec.stageId(), stageCode);
    if (planned.putIfAbsent(shuffle.shuffleId(), spec) == null) {
      watches.put(shuffle.shuffleId(), new Watch(read.shuffle(), unreachable));
    } else {
      code.remove(spec.stageId()); // another thread was first
    }
  }

  private static <K, V, C> StageProgram program(Dependency.Shuffle<K, V, C> shuffle) {
    Lineage<? extends Pair<K, V>> parent = shuffle.parent();
    return new StageProgram.MapStage<>(new EvaluatorChain().of(parent), shuffle.spec());
  }

  /** The code of a planned stage, or null when it was forgotten. */
  public StageCode code(int stageId) {
    return code.get(stageId);
  }

  /** The scheduler has no more use for a stage's code. */
  public void forgetCode(int stageId) {
    code.remove(stageId);
  }

  /** A program gave up a persisted node itself. */
  public void uncached(int rddId) {
    cacheWatches.remove(rddId);
  }

  /**
   * Persisted nodes that no program can ask for any more; each is named once. While a job that uses
   * one runs, the thread that waits for it keeps the node reachable.
   *
   * @param forget takes ids of nodes
   */
  public void forgetUnreachableCaches(IntConsumer forget) {
    for (Object found = unreachableCaches.poll(); found != null; found = unreachableCaches.poll()) {
      CacheWatch watch = (CacheWatch) found;
      if (cacheWatches.remove(watch.rddId, watch)) {
        forget.accept(watch.rddId);
      }
    }
  }

  /**
   * Shuffles that no program can ask for any more; each is named once. Their code stays until
   * {@link #forgetCode}, as the scheduler may be at work on it.
   *
   * @param forget takes shuffle ids
   */
  public void forgetUnreachable(IntConsumer forget) {
    for (Object found = unreachable.poll(); found != null; found = unreachable.poll()) {
      int shuffleId = ((Watch) found).shuffleId;
      watches.remove(shuffleId);
      if (planned.remove(shuffleId) != null) {
        forget.accept(shuffleId);
      }
    }
  }
}
