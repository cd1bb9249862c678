package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.task.ExclusionRules;
import io.heddle.driver.task.SpeculationRules;
import io.heddle.error.ErrorCode;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TaskKilled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Map tasks that write something else each time, while their outputs are lost: no job may be given
 * results of which one was made from one version of an output, and one from another.
 */
class MixedVersionsTest {
  private static final int MAPS = 4;

  /** What an output holds, and all that it was made from, by shuffle and map. */
  private record Content(long value, Map<Integer, Long> ancestors) {}

  private final Map<Long, Content> files = new HashMap<>(); // by shuffle and attempt
  private final Map<Long, Map<Integer, MapOutputs>> tables = new HashMap<>();
  private final Map<Long, Map<Long, Content>> read = new HashMap<>();
  private final Map<Integer, Map<Integer, Long>> seenByJob = new HashMap<>();
  private final Set<Integer> mixed = new HashSet<>();
  private int rollbacks;
  private int completed;

  @Test
  void noJobMixesVersions() {
    for (long seed = 0; seed < 600; seed++) {
      try {
        run(new Random(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(rollbacks).isGreaterThan(100);
    assertThat(completed).isGreaterThan(300);
  }

  private void run(Random random) {
    files.clear();
    tables.clear();
    read.clear();
    seenByJob.clear();
    mixed.clear();
    boolean declared = random.nextBoolean();
    boolean constant = random.nextInt(4) == 0;
    World world =
        new World(
            Plans.options()
                .with(
                    new FaultOptions(
                        ExclusionRules.NONE,
                        new SpeculationRules(
                            random.nextBoolean(), 100, 1.5, 0.3, 50, 0, true, 0.75, 2))));
    for (int i = 0; i < 4; i++) {
      world.register("e" + i, "h" + i, "/r", 2);
    }
    StageSpec[] maps = {
      plan(Plans.map(1, MAPS), declared),
      plan(Plans.map(2, MAPS, 1), declared),
      plan(Plans.map(3, MAPS, 1, 2), declared)
    };
    int jobs = 1 + random.nextInt(2);
    for (int job = 1; job <= jobs; job++) {
      world.submit(Plans.job(job, 5, List.of(1 + random.nextInt(3), 3), maps));
    }
    int losses = random.nextInt(6);
    for (int step = 0; world.completed.size() + world.failed.size() < jobs; step++) {
      assertThat(step).as("steps").isLessThan(5_000);
      learnTables(world, random);
      if (losses > 0 && random.nextInt(12) == 0 && !files.isEmpty()) {
        losses--;
        List<Long> all = new ArrayList<>(new TreeMap<>(files).keySet());
        files.remove(all.get(random.nextInt(all.size())));
      }
      if (world.running.isEmpty() || random.nextInt(8) == 0) {
        world.pass(200);
        world.hearAll();
      } else {
        List<Long> running = new ArrayList<>(world.running.keySet());
        end(world, running.get(random.nextInt(running.size())), random, constant);
      }
    }
    world.failed.forEach(
        (job, cause) ->
            assertThat(cause.code())
                .isIn(ErrorCode.NONDETERMINISTIC_RERUN, ErrorCode.SHUFFLE_FETCH_FAILED));
    mixed.retainAll(world.completed);
    assertThat(mixed).as("jobs with mixed results").isEmpty();
    if (constant && !declared) {
      assertThat(world.failed.values())
          .noneMatch(cause -> cause.code() == ErrorCode.NONDETERMINISTIC_RERUN);
    }
    completed += world.completed.size();
    rollbacks +=
        (int)
            world.events.stream()
                .filter(event -> event.getNotice().getText().contains("came out different"))
                .count();
  }

  private static StageSpec plan(StageSpec s, boolean declared) {
    return new StageSpec(
        s.stageId(),
        s.name(),
        s.lineage(),
        s.tasks(),
        s.parents(),
        s.shuffleId(),
        s.reducePartitions(),
        declared,
        s.preferences(),
        s.partitionOf());
  }

  /**
   * A task goes by the tables that its executor had when it was launched; half of them read all
   * outputs at once, others when they end.
   */
  private void learnTables(World world, Random random) {
    world.running.forEach(
        (taskId, running) -> {
          if (!tables.containsKey(taskId)) {
            tables.put(
                taskId, new HashMap<>(world.tables.getOrDefault(running.executorId(), Map.of())));
            if (random.nextBoolean()) {
              Map<Long, Content> all = new HashMap<>();
              for (int shuffle : reads(world, running.launch().stageId())) {
                for (MapOutput output : tables.get(taskId).get(shuffle).getOutputsList()) {
                  long file = file(shuffle, output.getAttempt());
                  all.put(file, files.get(file));
                }
              }
              read.put(taskId, all);
            }
          }
        });
  }

  private static long file(int shuffle, int attempt) {
    return (long) shuffle << 32 | attempt;
  }

  private static List<Integer> reads(World world, int stageId) {
    return stageId >= 1000
        ? world.jobs.get(stageId - 1000).result().parents()
        : stageId == 101 ? List.of() : stageId == 102 ? List.of(1) : List.of(1, 2);
  }

  private void end(World world, long taskId, Random random, boolean constant) {
    World.Running was = world.running.remove(taskId);
    int stageId = was.launch().stageId();
    if (world.killed.contains(taskId) && random.nextBoolean()) {
      world.report(
          was.executorId(),
          TaskEnded.newBuilder()
              .setTaskId(taskId)
              .setKilled(TaskKilled.newBuilder().setReason("killed"))
              .build());
      return;
    }
    Map<Integer, Long> ancestors = new HashMap<>();
    boolean mixes = false;
    for (int shuffle : reads(world, stageId)) {
      for (MapOutput output : tables.get(taskId).get(shuffle).getOutputsList()) {
        Content content = read.getOrDefault(taskId, files).get(file(shuffle, output.getAttempt()));
        if (content == null) {
          world.tables.get(was.executorId()).put(shuffle, tables.get(taskId).get(shuffle));
          world.report(
              was.executorId(),
              world
                  .unreadable(was.executorId(), shuffle, output.getMapId(), "MISSING")
                  .setTaskId(taskId)
                  .build());
          return;
        }
        mixes |= merge(ancestors, content.ancestors());
        mixes |= merge(ancestors, Map.of(shuffle * 100 + output.getMapId(), content.value()));
      }
    }
    TaskEnded.Builder success = World.success(was.launch());
    if (stageId < 1000) {
      long value = constant ? stageId * 31L + was.launch().task() + 1 : 1 + random.nextInt(1 << 30);
      if (mixes) {
        value = -value; // whoever reads it must not be believed
      }
      success.getMapOutputBuilder().setChecksum(value);
      ancestors.put(-1 - stageId * 100 - was.launch().task(), mixes ? 1L : 0L);
      files.put(
          file(success.getMapOutput().getShuffleId(), success.getMapOutput().getAttempt()),
          new Content(value, ancestors));
      world.report(was.executorId(), success.build());
      return;
    }
    int job = stageId - 1000;
    int before = world.results.getOrDefault(job, Map.of()).size();
    world.report(was.executorId(), success.build());
    if (world.results.getOrDefault(job, Map.of()).size() > before) {
      mixes |= merge(seenByJob.computeIfAbsent(job, id -> new HashMap<>()), ancestors);
      mixes |= ancestors.values().contains(1L);
      if (mixes) {
        mixed.add(job);
      }
    }
  }

  /** Returns whether the two know of different versions of one output. */
  private static boolean merge(Map<Integer, Long> into, Map<Integer, Long> other) {
    boolean mixes = false;
    for (Map.Entry<Integer, Long> entry : other.entrySet()) {
      Long known = into.put(entry.getKey(), entry.getValue());
      mixes |= known != null && !known.equals(entry.getValue());
    }
    return mixes;
  }
}
