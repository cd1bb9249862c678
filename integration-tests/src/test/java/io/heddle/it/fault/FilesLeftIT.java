package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.program.DiskSums;
import io.heddle.monitoring.store.ExecutorStatus;
import io.heddle.monitoring.store.StatusStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is on the nodes' disks goes when nobody needs it any more: map outputs with the program's
 * last reference to their shuffle, blocks and spills of an executor with its container, though that
 * was killed, and everything with the application.
 */
class FilesLeftIT {
  @Test
  void nothingOutlivesItsUse() throws Exception {
    try (Scene scene = new Scene("files-left")) {
      scene.submit(scene.heddle().conf("heddle.serializer", "kryo"), DiskSums.class);
      scene.waiting().until(() -> scene.gates().reached("shuffled").size() == 1);
      assertThat(files(scene, "/heddle-shuffle/")).isNotEmpty();
      StatusStore before = scene.awaitExecutors();
      List<ExecutorStatus> executors = Scene.active(before);
      assertThat(files(scene, "/heddle-spill/"))
          .hasSize(Scene.MAPS)
          .allMatch(
              file ->
                  executors.stream()
                      .anyMatch(executor -> file.contains("/" + executor.containerId() + "/")));

      scene.gates().open("shuffled");
      scene.waiting().until(() -> scene.gates().reached("between").size() == 1);
      scene
          .waiting()
          .alias("map outputs of the shuffle that was let go of are gone")
          .until(() -> files(scene, "/heddle-shuffle/").isEmpty());
      assertThat(files(scene, "/heddle-spill/")).hasSize(Scene.MAPS);

      ExecutorStatus victim =
          executors.stream()
              .filter(executor -> !files(scene, "/" + executor.containerId() + "/").isEmpty())
              .filter(executor -> !spills(scene, executor).isEmpty())
              .findFirst()
              .orElseThrow();
      scene.kill(victim);
      scene
          .waiting()
          .alias("blocks of the killed executor are gone")
          .until(() -> spills(scene, victim).isEmpty());
      assertThat(scene.status().totals().stagesSkipped()).isPositive();

      scene.gates().open("between");
      scene.waiting().until(() -> scene.gates().reached("saved").size() == 1);
      assertThat(files(scene, "/heddle-shuffle/")).isNotEmpty();
      scene.kill(
          Scene.active(scene.awaitExecutors()).stream()
              .filter(executor -> !executor.id().equals(victim.id()))
              .findFirst()
              .orElseThrow());
      scene.gates().open("saved");
      scene.awaitRightResult();
      scene
          .waiting()
          .alias("no file of the application is left on the nodes")
          .until(
              () ->
                  files(scene, "/heddle-shuffle/").isEmpty()
                      && files(scene, "/heddle-spill/").isEmpty());
    }
  }

  private static List<String> spills(Scene scene, ExecutorStatus executor) {
    return files(scene, "/" + executor.containerId() + "/heddle-spill/");
  }

  /** Files below the application's directories on all nodes. */
  private static List<String> files(Scene scene, String part) {
    String application = "/appcache/" + scene.applicationId() + "/";
    try (Stream<Path> all = Files.walk(scene.cluster().embedded().baseDir())) {
      return all.map(Path::toString)
          .filter(file -> file.contains(application) && file.contains(part))
          .filter(file -> Files.isRegularFile(Path.of(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException goneMeanwhile) {
      return files(scene, part);
    }
  }
}
