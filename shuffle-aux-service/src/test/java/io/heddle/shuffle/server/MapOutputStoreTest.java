package io.heddle.shuffle.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.MapOutputWriter;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapOutputStoreTest {
  @TempDir Path root;

  @Test
  void remembersTheIndexesReadLastUpToItsLimit() throws Exception {
    Application a = application("a", 10);
    MapOutputStore store = new MapOutputStore(3 * (400 + 12));
    for (int map = 0; map < 10; map++) {
      store.open(a, new MapOutputId(0, map, 0));
    }
    assertThat(store.size()).isEqualTo(3);
    assertThat(store.open(a, new MapOutputId(0, 9, 0)))
        .isSameAs(store.open(a, new MapOutputId(0, 9, 0)));
  }

  @Test
  void forgetsTheOutputsOfOneApplication() throws Exception {
    Application a = application("a", 2);
    Application b = application("b", 1);
    MapOutputStore store = new MapOutputStore(1 << 20);
    store.open(a, new MapOutputId(0, 0, 0));
    store.open(a, new MapOutputId(0, 1, 0));
    store.open(b, new MapOutputId(0, 0, 0));
    store.forget(a);
    assertThat(store.size()).isEqualTo(1);
  }

  private Application application(String id, int maps) throws Exception {
    ShuffleDirectories directories = ShuffleDirectories.of(List.of(root.resolve(id)));
    for (int map = 0; map < maps; map++) {
      try (MapOutputWriter writer = directories.create(new MapOutputId(0, map, 0), 1)) {
        writer.commit();
      }
    }
    return new Application(id, "ann", new byte[16], directories);
  }
}
