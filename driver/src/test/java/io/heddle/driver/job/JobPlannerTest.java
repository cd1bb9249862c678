package io.heddle.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.task.TaskPreference;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.HashPartitioner;
import io.heddle.rdd.Pair;
import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.JobHandle;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.StageProgram;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobPlannerTest {
  private static final JobHandle JOB =
      new JobHandle("count", "Test.java:9", java.util.Map.of(), false);

  private final JobPlanner planner = new JobPlanner();

  record Split(int index) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  /** A node of pairs, with the dependencies and hosts that a test wants. */
  static final class Node extends Lineage<Pair<Integer, Integer>> {
    private final int count;
    private final List<HostLocation> hosts;

    Node(int id, int count, List<HostLocation> hosts, Dependency... dependencies) {
      super(id, "op" + id, "Test.java:" + id, List.of(dependencies));
      this.count = count;
      this.hosts = hosts;
    }

    @Override
    protected List<Partition> makePartitions() {
      return IntStream.range(0, count).<Partition>mapToObj(Split::new).toList();
    }

    @Override
    public Evaluator<Pair<Integer, Integer>> evaluator(EvaluatorChain chain) {
      return (partition, context) -> Collections.emptyIterator();
    }

    @Override
    protected List<HostLocation> ownLocations(Partition partition) {
      return hosts;
    }
  }

  private static Node source(int id, int count, HostLocation... hosts) {
    return new Node(id, count, List.of(hosts));
  }

  private static Node narrow(int id, Node parent) {
    return new Node(id, parent.partitions().size(), List.of(), Dependency.Narrow.oneToOne(parent));
  }

  private static Node shuffled(int id, int shuffleId, Node... parents) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Node parent : parents) {
      dependencies.add(
          new Dependency.Shuffle<>(
              parent,
              new ShuffleSpec<>(
                  shuffleId + dependencies.size(), new HashPartitioner(2), null, false)));
    }
    return new Node(id, 2, List.of(), dependencies.toArray(Dependency[]::new));
  }

  private JobSpec plan(int jobId, Lineage<?> lineage, Integer... partitions) {
    return planner.plan(jobId, lineage, List.of(partitions), (records, context) -> 1, JOB);
  }

  @Test
  void aChainOfNarrowStepsIsOneStage() {
    JobSpec job = plan(1, narrow(3, narrow(2, source(1, 4))), 0, 1, 2, 3);
    assertThat(job.mapStages()).isEmpty();
    assertThat(job.result().tasks()).isEqualTo(4);
    assertThat(job.result().lineage())
        .containsExactly("op1 at Test.java:1", "op2 at Test.java:2", "op3 at Test.java:3");
  }

  @Test
  void aStageEndsAtAShuffle() {
    Node reduced = shuffled(3, 7, narrow(2, source(1, 4)));
    JobSpec job = plan(1, narrow(4, reduced), 0, 1);
    StageSpec map = job.mapStages().get(0);
    assertThat(map.shuffleId()).isEqualTo(7);
    assertThat(map.tasks()).isEqualTo(4);
    assertThat(map.reducePartitions()).isEqualTo(2);
    assertThat(map.name()).isEqualTo("op3 at Test.java:3");
    assertThat(job.result().parents()).containsExactly(7);
  }

  @Test
  void parentsComeBeforeChildren() {
    Node first = shuffled(2, 7, source(1, 3));
    Node second = shuffled(3, 8, first, source(9, 2));
    JobSpec job = plan(1, second, 0);
    assertThat(job.mapStages().stream().map(StageSpec::shuffleId)).containsExactly(7, 8, 9);
    assertThat(job.mapStages().get(1).parents()).containsExactly(7);
  }

  @Test
  void aShuffleKeepsItsStageInLaterJobs() {
    Node reduced = shuffled(2, 7, source(1, 3));
    StageSpec first = plan(1, reduced, 0).mapStages().get(0);
    StageSpec second = plan(2, reduced, 1).mapStages().get(0);
    assertThat(second).isSameAs(first);
  }

  @Test
  void someOfThePartitionsKeepTheirNumbers() {
    JobSpec job = plan(1, source(1, 9), 4, 2);
    StageCode code = planner.code(job.result().stageId());
    assertThat(job.result().tasks()).isEqualTo(2);
    assertThat(code.partition(0)).isEqualTo(4);
    assertThat(read(code.split(1).toByteArray())).isEqualTo(new Split(2));
  }

  private static Object read(byte[] bytes) {
    return JavaSerialization.read(bytes, JobPlannerTest.class.getClassLoader());
  }

  @Test
  void programsAreWhatTheStageEndsIn() {
    JobSpec job = plan(1, shuffled(2, 7, source(1, 3)), 0, 1);
    int map = job.mapStages().get(0).stageId();
    assertThat(read(planner.code(map).program().toByteArray()))
        .isInstanceOfSatisfying(
            StageProgram.MapStage.class,
            stage -> assertThat(stage.shuffle().shuffleId()).isEqualTo(7));
    assertThat(read(planner.code(job.result().stageId()).program().toByteArray()))
        .isInstanceOf(StageProgram.ResultStage.class);
  }

  @Test
  void hostsAreThoseOfTheInputAtTheEndOfTheChain() {
    HostLocation host = new HostLocation("h1", "/r1");
    JobSpec job = plan(1, narrow(3, narrow(2, source(1, 2, host))), 0, 1);
    assertThat(job.result().preferences().apply(1))
        .isEqualTo(new TaskPreference(List.of(), List.of(host)));
  }

  @Test
  void persistedNodesOnTheWayComeFirst() {
    HostLocation host = new HostLocation("h1", "/r1");
    Node cached = narrow(2, source(1, 2, host));
    cached.storageLevel(StorageLevel.MEMORY_ONLY);
    JobSpec job = plan(1, narrow(3, cached), 0, 1);
    assertThat(job.result().preferences().apply(1))
        .isEqualTo(new TaskPreference(List.of(new TaskPreference.BlockKey(2, 1)), List.of(host)));
    assertThat(job.cachedNames()).containsEntry(2, "op2 at Test.java:2");
  }

  @Test
  void aTaskThatReadsSeveralPrefersTheCachedBlocksOfAny() {
    Node left = narrow(2, source(1, 2));
    left.storageLevel(StorageLevel.MEMORY_ONLY);
    Node joined =
        new Node(
            4,
            2,
            List.of(),
            Dependency.Narrow.oneToOne(source(3, 2)),
            Dependency.Narrow.oneToOne(left));
    JobSpec job = plan(1, narrow(5, joined), 0, 1);
    assertThat(job.result().preferences().apply(1))
        .isEqualTo(new TaskPreference(List.of(new TaskPreference.BlockKey(2, 1)), List.of()));
  }

  @Test
  void whereManyAreMadeOneTheHostsWithMostOfThemCount() {
    HostLocation one = new HostLocation("h1", "/r1");
    HostLocation two = new HostLocation("h2", "/r1");
    Node left = source(1, 1, one);
    Node right = source(2, 2, two);
    Node joined =
        new Node(
            3,
            1,
            List.of(),
            Dependency.Narrow.oneToOne(left),
            new Dependency.Narrow(right, i -> new int[] {0, 1}));
    assertThat(plan(1, joined, 0).result().preferences().apply(0).hosts())
        .containsExactly(two, one);
  }

  @Test
  void aLongChainOfShufflesDoesNotOverflowTheStack() {
    Node node = source(0, 1);
    for (int i = 1; i <= 5_000; i++) {
      node = shuffled(i, i, node);
    }
    assertThat(plan(1, node, 0).mapStages()).hasSize(5_000);
  }

  @Test
  void whatCannotBeSerialisedIsNamed() {
    Object captured = new Object();
    assertThatThrownBy(
            () ->
                planner.plan(
                    1, source(1, 1), List.of(0), (records, context) -> captured.hashCode(), JOB))
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_SERIALIZABLE);
              assertThat(e.detail()).contains("java.lang.Object");
            });
  }

  @Test
  void aShuffleThatNobodyCanReachIsGivenUp() {
    Node reduced = shuffled(2, 7, source(1, 3));
    plan(1, reduced, 0);
    List<Integer> given = new ArrayList<>();
    planner.forgetUnreachable(given::add);
    assertThat(given).isEmpty();
    Reference.reachabilityFence(reduced);
    reduced = null;
    for (int i = 0; i < 100 && given.isEmpty(); i++) {
      System.gc();
      planner.forgetUnreachable(given::add);
    }
    assertThat(given).containsExactly(7);
  }

  @Test
  void aPersistedNodeThatNobodyCanReachIsGivenUpUnlessTheProgramDidSo() {
    Node kept = source(1, 3);
    kept.storageLevel(StorageLevel.MEMORY_ONLY);
    Node unpersisted = source(2, 3);
    unpersisted.storageLevel(StorageLevel.MEMORY_ONLY);
    plan(1, kept, 0);
    plan(2, unpersisted, 0);
    planner.uncached(2);
    List<Integer> given = new ArrayList<>();
    System.gc();
    planner.forgetUnreachableCaches(given::add);
    assertThat(given).isEmpty();
    Reference.reachabilityFence(kept);
    Reference.reachabilityFence(unpersisted);
    kept = null;
    unpersisted = null;
    for (int i = 0; i < 100 && given.isEmpty(); i++) {
      System.gc();
      planner.forgetUnreachableCaches(given::add);
    }
    assertThat(given).containsExactly(1);
  }
}
