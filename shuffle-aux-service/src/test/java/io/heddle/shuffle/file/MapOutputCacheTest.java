package io.heddle.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapOutputCacheTest {
  private static final MapOutputId ID = new MapOutputId(0, 0, 0);

  @TempDir Path root;

  @Test
  void remembersTheIndexesReadLastUpToItsLimit() throws Exception {
    ShuffleDirectories a = application("a", 10);
    MapOutputCache cache = new MapOutputCache(3 * (400 + 12));
    for (int map = 0; map < 10; map++) {
      cache.open(a, new MapOutputId(0, map, 0));
    }
    assertThat(cache.size()).isEqualTo(3);
    MapOutputId last = new MapOutputId(0, 9, 0);
    assertThat(cache.open(a, last)).isSameAs(cache.open(a, last));
  }

  @Test
  void indexLargerThanTheLimitIsNotRemembered() throws Exception {
    ShuffleDirectories a = application("a", 1);
    MapOutputCache cache = new MapOutputCache(411);
    assertThat(cache.open(a, ID)).isNotSameAs(cache.open(a, ID));
  }

  @Test
  void forgetsOneOutput() throws Exception {
    ShuffleDirectories a = application("a", 1);
    MapOutputCache cache = new MapOutputCache(1 << 20);
    MapOutputFile first = cache.open(a, ID);
    cache.forget(a, ID);
    assertThat(cache.open(a, ID)).isNotSameAs(first);
  }

  @Test
  void forgetsTheOutputsOfOneApplication() throws Exception {
    ShuffleDirectories a = application("a", 2);
    ShuffleDirectories b = application("b", 1);
    MapOutputCache cache = new MapOutputCache(1 << 20);
    cache.open(a, ID);
    cache.open(a, new MapOutputId(0, 1, 0));
    cache.open(b, ID);
    cache.forget(a);
    assertThat(cache.size()).isEqualTo(1);
  }

  private ShuffleDirectories application(String id, int maps) throws Exception {
    ShuffleDirectories directories = ShuffleDirectories.of(List.of(root.resolve(id)));
    for (int map = 0; map < maps; map++) {
      try (MapOutputWriter writer = directories.create(new MapOutputId(0, map, 0), 1)) {
        writer.commit();
      }
    }
    return directories;
  }
}
