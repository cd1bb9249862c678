package io.heddle.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShuffleDirectoriesTest {
  private static final MapOutputId ID = new MapOutputId(4, 17, 2);

  @TempDir Path root;

  @Test
  void outputLiesWhereTheNodeManagerLooksForIt() throws Exception {
    Path app = root.resolve("usercache/ann/appcache/application_1_0001");
    commit(ShuffleDirectories.ofContainer(app.toString()), ID);
    assertThat(app.resolve("heddle-shuffle/4/17-2.data")).exists();
    assertThat(app.resolve("heddle-shuffle/4/17-2.index")).exists();
    ShuffleDirectories seen =
        ShuffleDirectories.ofNodeManager(List.of(root), "ann", "application_1_0001");
    assertThat(seen.open(ID).index().id()).isEqualTo(ID);
  }

  @Test
  void outputsSpreadOverTheDirectories() {
    ShuffleDirectories directories =
        ShuffleDirectories.ofContainer(root.resolve("a") + "," + root.resolve("b"));
    Set<Path> used = new HashSet<>();
    for (int map = 0; map < 20; map++) {
      used.add(directories.directory(new MapOutputId(0, map, 0)));
    }
    assertThat(used).hasSize(2);
  }

  @Test
  void readerWithAnotherListOfDirectoriesFindsTheOutput() throws Exception {
    List<Path> all = List.of(root.resolve("a"), root.resolve("b"), root.resolve("c"));
    for (Path only : all) {
      MapOutputId id = new MapOutputId(1, all.indexOf(only), 0);
      commit(ShuffleDirectories.of(List.of(only)), id);
      assertThat(ShuffleDirectories.of(all).open(id).index().id()).isEqualTo(id);
    }
  }

  @Test
  void badDirectoryIsPassedOver() throws Exception {
    Path a = root.resolve("a");
    Path b = root.resolve("b");
    ShuffleDirectories directories = ShuffleDirectories.of(List.of(a, b));
    Path picked = directories.directory(ID).startsWith(a) ? a : b;
    Files.writeString(picked, "a file in the place of a directory");
    commit(directories, ID);
    assertThat(directories.open(ID).index().id()).isEqualTo(ID);
  }

  @Test
  void wholeCopyIsPreferredToADamagedOne() throws Exception {
    List<Path> all = List.of(root.resolve("a"), root.resolve("b"));
    for (Path dir : all) {
      commit(ShuffleDirectories.of(List.of(dir)), ID);
    }
    ShuffleDirectories directories = ShuffleDirectories.of(all);
    Files.write(directories.directory(ID).resolve(ID.indexFileName()), new byte[40]);
    assertThat(directories.open(ID).index().id()).isEqualTo(ID);
  }

  @Test
  void missingOutputIsNoSuchFile() {
    assertThatThrownBy(() -> ShuffleDirectories.of(List.of(root)).open(ID))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void removedShuffleIsGoneAndOthersStay() throws Exception {
    ShuffleDirectories directories =
        ShuffleDirectories.of(List.of(root.resolve("a"), root.resolve("b")));
    MapOutputId other = new MapOutputId(5, 0, 0);
    commit(directories, ID);
    commit(directories, other);
    directories.removeShuffle(4);
    assertThatThrownBy(() -> directories.open(ID)).isInstanceOf(NoSuchFileException.class);
    assertThat(directories.open(other).index().id()).isEqualTo(other);
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name : List.of("", ".", "..", "../bob", "a/b", "a\\b", "a\0b")) {
      assertThatThrownBy(() -> ShuffleDirectories.ofNodeManager(List.of(root), name, "app"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ShuffleDirectories.ofNodeManager(List.of(root), "ann", name))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void commit(ShuffleDirectories directories, MapOutputId id) throws Exception {
    try (MapOutputWriter writer = directories.create(id, 1)) {
      writer.commit();
    }
  }
}
