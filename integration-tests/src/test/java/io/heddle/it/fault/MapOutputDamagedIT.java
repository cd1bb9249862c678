package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.program.SumsTwice;
import io.heddle.monitoring.store.StageStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.TaskState;
import io.heddle.monitoring.store.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A map output goes bad on its disk between two jobs that read it: the task that wrote it runs
 * again, and no other.
 */
class MapOutputDamagedIT {
  private static final int DAMAGED = 3;

  /** What is done to the file of a map output. */
  private interface Damage {
    void to(Path file) throws Exception;
  }

  @Test
  void bytesThatChanged() throws Exception {
    runAgain("corrupt", MapOutputFiles::corrupt, "corrupt");
  }

  @Test
  void aFileThatIsGone() throws Exception {
    runAgain("gone", Files::delete, "");
  }

  private static void runAgain(String name, Damage damage, String reason) throws Exception {
    try (Scene scene = new Scene("output-" + name)) {
      scene.submit(scene.heddle(), SumsTwice.class);
      scene.waiting().until(() -> !scene.gates().reached("between").isEmpty());
      MapOutputFiles files =
          new MapOutputFiles(scene.cluster().embedded().baseDir(), scene.applicationId());
      assertThat(files.data(DAMAGED)).hasSize(1);

      damage.to(files.data(DAMAGED).get(0));
      scene.gates().open("between");
      scene.awaitRightResult();

      StatusStore after = scene.status();
      List<StageStatus> stages = after.stages();
      StageStatus maps =
          stages.stream().filter(stage -> stage.parents().isEmpty()).findFirst().orElseThrow();
      List<TaskStatus> attempts = Scene.attempts(after, maps.id());
      assertThat(attempts).allMatch(task -> task.state() == TaskState.SUCCEEDED);
      assertThat(attempts).hasSize(Scene.MAPS + 1);
      assertThat(attempts.get(Scene.MAPS).partition()).isEqualTo(DAMAGED);
      assertThat(maps.lostOutputs()).isEqualTo(1);
      List<TaskStatus> failed =
          stages.stream().flatMap(stage -> fetchFailures(after, stage)).toList();
      assertThat(failed).isNotEmpty();
      assertThat(failed)
          .allSatisfy(
              task ->
                  assertThat(task.reason())
                      .contains("map output " + DAMAGED + " of shuffle")
                      .contains(reason));
    }
  }

  private static Stream<TaskStatus> fetchFailures(StatusStore status, StageStatus stage) {
    return Scene.attempts(status, stage.id(), TaskState.FETCH_FAILED).stream();
  }
}
