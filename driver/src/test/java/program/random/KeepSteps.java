package program.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.PairRDD;
import io.heddle.rdd.StorageLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Steps that keep rows: in every storage level, and in checkpoints. */
final class KeepSteps {
  private KeepSteps() {}

  static List<Step> all() {
    List<Step> steps = new ArrayList<>();
    for (StorageLevel level : Arrays.asList(StorageLevel.values())) {
      if (level != StorageLevel.NONE) {
        steps.add(new Step("persist " + level, (scene, data) -> persist(scene, data, level)));
      }
    }
    steps.add(new Step("checkpoint", KeepSteps::checkpoint));
    steps.add(new Step("localCheckpoint", KeepSteps::localCheckpoint));
    return steps;
  }

  /** A node of its own, as levels are set once. */
  private static PairRDD<Object, Object> copy(Data data) {
    return data.rdd().filter(row -> true);
  }

  private static Data persist(Scene scene, Data data, StorageLevel level) {
    PairRDD<Object, Object> kept = copy(data).persist(level);
    int reads = scene.random().nextInt(3);
    for (int i = 0; i < reads; i++) {
      assertThat(kept.count()).isEqualTo(data.rows().size());
    }
    return data.shuffled(kept, data.rows());
  }

  private static Data checkpoint(Scene scene, Data data) {
    PairRDD<Object, Object> written = copy(data);
    written.checkpoint();
    assertThat(written.count()).isEqualTo(data.rows().size());
    assertThat(written.isCheckpointed()).isTrue();
    return data.shuffled(written, data.rows());
  }

  private static Data localCheckpoint(Scene scene, Data data) {
    PairRDD<Object, Object> written = copy(data);
    written.localCheckpoint();
    assertThat(written.count()).isEqualTo(data.rows().size());
    assertThat(written.isCheckpointed()).isTrue();
    return data.shuffled(written, data.rows());
  }
}
