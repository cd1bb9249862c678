package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.program.SharedSums;
import io.heddle.monitoring.store.AccumulatorStatus;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.RddStatus;
import io.heddle.monitoring.store.StatusStore;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An executor's death takes its cached blocks with it: those that have a copy elsewhere are read
 * from there, and only the others are computed again. A new executor gets broadcasts from its
 * peers.
 */
class CachedBlocksLostIT {
  private static final int NUMBERS = Scene.MAPS * 1024;

  @Test
  void copiesAreReadAndOnlyWhatHasNoneIsComputedAgain() throws Exception {
    try (Scene scene = new Scene("blocks-lost")) {
      scene.submit(scene.heddle().conf("heddle.broadcast.blockSize", "64k"), SharedSums.class);
      scene.waiting().until(() -> scene.gates().reached("between").size() == 1);
      StatusStore before =
          scene.awaitStatus(
              "all blocks and their copies",
              status ->
                  Scene.active(status).size() == 3
                      && status.rdds().size() == 2
                      && blocks(status, "MEMORY_ONLY_2").size() == 2 * Scene.MAPS
                      && blocks(status, "MEMORY_ONLY").size() == Scene.MAPS);
      assertThat(count(before, "read for copied")).isEqualTo(NUMBERS);
      assertThat(count(before, "read for single")).isEqualTo(NUMBERS);
      ExecutorStatus victim =
          Scene.active(before).stream()
              .filter(executor -> heldBy(executor, before, "MEMORY_ONLY").findAny().isPresent())
              .findFirst()
              .orElseThrow();
      long lost =
          heldBy(victim, before, "MEMORY_ONLY")
              .mapToLong(block -> linesOf(block.partition()))
              .sum();

      scene.kill(victim);
      scene.awaitStatus(
          "another executor takes its place",
          status -> status.executors().size() == 4 && Scene.active(status).size() == 3);
      scene.gates().open("between");
      scene.awaitRightResult();

      StatusStore after = scene.status();
      assertThat(count(after, "read for copied")).isEqualTo(NUMBERS);
      assertThat(count(after, "read for single")).isEqualTo(NUMBERS + lost);
    }
  }

  private static List<RddStatus.Block> blocks(StatusStore status, String level) {
    return status.rdds().stream()
        .filter(rdd -> rdd.level().equals(level))
        .flatMap(rdd -> rdd.blocks().stream())
        .toList();
  }

  private static Stream<RddStatus.Block> heldBy(
      ExecutorStatus executor, StatusStore status, String level) {
    return blocks(status, level).stream().filter(block -> block.executorId().equals(executor.id()));
  }

  /** A line that begins where a split ends is that split's, so the last has one less. */
  private static long linesOf(int partition) {
    return 1024 + (partition == 0 ? 1 : 0) - (partition == Scene.MAPS - 1 ? 1 : 0);
  }

  private static long count(StatusStore status, String accumulator) {
    return status.accumulators().stream()
        .filter(each -> each.name().equals(accumulator))
        .map(AccumulatorStatus::value)
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
