package io.heddle.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  private static final MapOutputId ID = new MapOutputId(3, 5, 7);

  @TempDir Path directory;

  /** Every disk but the last takes so many bytes. */
  private MapOutputWriter writer(ShuffleDirectories directories, String last, long room)
      throws IOException {
    return directories.create(
        ID,
        4,
        file -> {
          FileChannel channel = MapOutputWriter.createFile(file);
          return file.startsWith(directory.resolve(last))
              ? channel
              : new FullDiskChannel(channel, room);
        });
  }

  private ShuffleDirectories disks() {
    return ShuffleDirectories.of(
        Stream.of("a", "b", "c").map(directory::resolve).collect(Collectors.toList()));
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251 + seed);
    }
    return bytes;
  }

  @Test
  void anOutputMovesToTheDiskWithRoomAndIsWhole() throws IOException {
    for (String last : List.of("a", "b", "c")) {
      ShuffleDirectories disks = disks();
      try (MapOutputWriter writer = writer(disks, last, 100_000)) {
        for (int p = 0; p < 4; p++) {
          writer.write(bytes(90_000, p), 0, 90_000);
          writer.finishPartition();
        }
        assertThat(writer.commit()).containsOnly(90_000L);
      }
      MapOutputFile file = disks.open(ID);
      for (int p = 0; p < 4; p++) {
        assertThat(file.read(p, p + 1)).isEqualTo(bytes(90_000, p));
      }
      assertThat(leftovers()).isEmpty();
      disks.removeShuffle(3);
    }
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(".tmp-"))
          .collect(Collectors.toList());
    }
  }

  @Test
  void whenAllDisksAreFullTheErrorNamesThemAndNothingIsLeft() throws IOException {
    try (MapOutputWriter writer = writer(disks(), "nowhere", 100_000)) {
      byte[] data = bytes(400_000, 0);
      assertThatThrownBy(() -> writer.write(data, 0, data.length))
          .isInstanceOf(LocalDiskException.class)
          .hasMessageContaining(directory.resolve("a").toString())
          .hasMessageContaining(directory.resolve("b").toString())
          .hasMessageContaining(directory.resolve("c").toString())
          .hasMessageContaining("No space left on device");
    }
    assertThat(leftovers()).isEmpty();
  }
}
