package io.heddle.driver.job;

import io.heddle.driver.recovery.Fingerprint;
import io.heddle.driver.recovery.JobIdentity;
import io.heddle.driver.recovery.ProgramScan;
import io.heddle.driver.recovery.Recovery;
import io.heddle.driver.recovery.StageDigest;
import io.heddle.driver.recovery.StageIdentity;
import io.heddle.driver.stage.StageSpec;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.StageProgram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Gives stages and jobs what a later attempt of the application recognises them by. Safe for all
 * threads.
 */
final class Identities {
  private static final int MAP_STAGE = 1;
  private static final int RESULT_STAGE = 2;

  private final Recovery recovery;
  private final LongFunction<Optional<String>> broadcasts;

  Identities(Recovery recovery, LongFunction<Optional<String>> broadcasts) {
    this.recovery = recovery;
    this.broadcasts = broadcasts;
  }

  boolean isOn() {
    return recovery.isOn();
  }

  /**
   * @param planned map stages by shuffle, those that this one reads among them
   */
  StageIdentity ofMapStage(
      StageWalk walk,
      StageProgram program,
      StageCode code,
      ProgramScan scan,
      ShuffleSpec<?, ?, ?> shuffle,
      Map<Integer, StageSpec> planned) {
    if (!recovery.isOn()) {
      return StageIdentity.NONE;
    }
    int reducePartitions = shuffle.partitioner().numPartitions();
    StageDigest digest =
        new StageDigest(broadcasts)
            .number(MAP_STAGE)
            .number(shuffle.shuffleId())
            .number(reducePartitions);
    return fingerprint(digest, walk, program, code, scan, planned)
        .map(
            known ->
                recovery.mapStage(
                    shuffle.shuffleId(), known, scan.accumulates(), code.tasks(), reducePartitions))
        .orElse(StageIdentity.NONE);
  }

  /**
   * None for a job that does more than to give its result: it fills caches, which a local
   * checkpoint counts on, or something in it adds to accumulators.
   *
   * @param mapStages all that it may run
   */
  Optional<JobIdentity> ofJob(
      StageWalk walk,
      StageProgram program,
      StageCode code,
      ProgramScan scan,
      List<StageSpec> mapStages) {
    if (!recovery.isOn() || scan.accumulates() || !walk.cached().isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, StageSpec> planned = new HashMap<>();
    for (StageSpec stage : mapStages) {
      if (!stage.identity().isKnown() || stage.identity().accumulates()) {
        return Optional.empty();
      }
      planned.put(stage.shuffleId(), stage);
    }
    StageDigest digest = new StageDigest(broadcasts).number(RESULT_STAGE);
    return fingerprint(digest, walk, program, code, scan, planned).map(recovery::job);
  }

  private static Optional<Fingerprint> fingerprint(
      StageDigest digest,
      StageWalk walk,
      StageProgram program,
      StageCode code,
      ProgramScan scan,
      Map<Integer, StageSpec> planned) {
    // After the program was made: a node that was cut at a checkpoint meanwhile shows it now.
    walk.nodes().forEach(digest::node);
    for (int shuffleId : walk.shuffleIds()) {
      StageSpec writer = planned.get(shuffleId);
      digest.parent(shuffleId, writer == null ? StageIdentity.NONE : writer.identity());
    }
    digest.program(program, code.program(), scan);
    digest.number(code.tasks());
    for (int task = 0; task < code.tasks(); task++) {
      digest.number(code.partition(task));
      digest.split(code.split(task));
    }
    return digest.end();
  }
}
