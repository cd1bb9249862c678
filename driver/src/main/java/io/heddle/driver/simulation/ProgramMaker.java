package io.heddle.driver.simulation;

import io.heddle.driver.job.JobSpec;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.task.TaskPreference;
import io.heddle.driver.task.TaskPreference.BlockKey;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Makes jobs with graphs of stages that share shuffles, with preferences of all kinds. */
final class ProgramMaker {
  private static final int FIRST_MAP_STAGE = 100;
  private static final int FIRST_RESULT_STAGE = 1_000;

  private final Profile profile;
  private final List<Node> nodes;
  private final Dice dice;
  private final List<StagePlan> stages = new ArrayList<>();
  private final List<StageSpec> maps = new ArrayList<>();
  private final List<JobSpec> jobs = new ArrayList<>();

  ProgramMaker(Profile profile, List<Node> nodes, Dice dice) {
    this.profile = profile;
    this.nodes = nodes;
    this.dice = dice;
    for (int shuffle = 0; shuffle < profile.shuffles(); shuffle++) {
      maps.add(stage(stageOf(shuffle), shuffle, some(shuffle)));
    }
    for (int job = 0; job < profile.jobs(); job++) {
      jobs.add(job(job));
    }
  }

  /** The id of the stage that writes a shuffle. */
  static int stageOf(int shuffleId) {
    return FIRST_MAP_STAGE + shuffleId;
  }

  List<JobSpec> jobs() {
    return jobs;
  }

  List<StagePlan> stages() {
    return stages;
  }

  private JobSpec job(int id) {
    StageSpec result = stage(FIRST_RESULT_STAGE + id, StageSpec.RESULT, some(profile.shuffles()));
    Set<Integer> below = new TreeSet<>();
    result.parents().forEach(shuffle -> closure(shuffle, below));
    List<StageSpec> mapStages = below.stream().map(maps::get).toList();
    Map<String, String> properties =
        profile.fair() ? Map.of(PoolSpecs.PROPERTY, "pool " + dice.below(3)) : Map.of();
    return new JobSpec(id, "collect", "Simulated.java", properties, result, mapStages, Map.of());
  }

  private void closure(int shuffle, Set<Integer> below) {
    if (below.add(shuffle)) {
      maps.get(shuffle).parents().forEach(parent -> closure(parent, below));
    }
  }

  /** Some shuffles before one, the latest most likely. */
  private List<Integer> some(int before) {
    Set<Integer> chosen = new LinkedHashSet<>();
    int n = before == 0 ? 0 : dice.below(4);
    for (int i = 0; i < n; i++) {
      chosen.add(dice.oneIn(2) ? before - 1 : dice.below(before));
    }
    return List.copyOf(chosen);
  }

  private StageSpec stage(int id, int shuffle, List<Integer> parents) {
    int tasks = dice.oneIn(20) ? 0 : dice.spread(1, profile.mostTasks());
    StageSpec spec =
        new StageSpec(
            id,
            shuffle < 0 ? "result" : "map",
            List.of(),
            tasks,
            parents,
            shuffle,
            shuffle < 0 ? 0 : 1,
            preferences(id, tasks),
            IntUnaryOperator.identity());
    int millis = Math.max(1, profile.taskMillis() / dice.between(1, 4));
    stages.add(new StagePlan(spec, millis, dice.between(1, 3)));
    return spec;
  }

  private IntFunction<TaskPreference> preferences(int stageId, int tasks) {
    int kind = dice.below(4);
    if (kind == 0) {
      return task -> TaskPreference.NONE;
    }
    TaskPreference[] all = new TaskPreference[tasks];
    for (int task = 0; task < tasks; task++) {
      List<HostLocation> hosts = new ArrayList<>();
      for (int i = 0; i < (kind == 2 ? 0 : dice.between(1, 3)); i++) {
        hosts.add(host());
      }
      List<BlockKey> cached = kind == 1 ? List.of() : List.of(new BlockKey(stageId, task));
      all[task] = new TaskPreference(cached, hosts);
    }
    return task -> all[task];
  }

  private HostLocation host() {
    if (dice.oneIn(10)) {
      return new HostLocation("elsewhere" + dice.below(3), dice.oneIn(2) ? "" : "/r0");
    }
    Node node = dice.of(nodes);
    return new HostLocation(node.host, dice.oneIn(5) ? "" : node.rack);
  }
}
