package io.heddle.executor.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir private Path directory;

  private final Map<String, Long> room = new HashMap<>();

  /** Disks a, b and c, of which those in {@link #room} take only so many bytes. */
  private SpillDirectories disks(String... names) {
    List<Path> paths = List.of(names).stream().map(directory::resolve).toList();
    return new SpillDirectories(
        paths,
        "e1",
        file -> {
          FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE);
          String disk = directory.relativize(file).getName(0).toString();
          return room.containsKey(disk) ? new FullDiskChannel(channel, room.get(disk)) : channel;
        });
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  private static byte[] content(SpillFile file) throws IOException {
    byte[] all = new byte[(int) file.size()];
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(all);
    while (buffer.hasRemaining()) {
      file.channel().read(buffer, buffer.position());
    }
    return all;
  }

  @Test
  void whatIsWrittenMovesToAnotherDiskAndGoesOnThere() throws IOException {
    room.put("a", 100_000L);
    byte[] data = bytes(300_000);
    try (SpillFile file = disks("a", "b").createSpill()) {
      for (int at = 0; at < data.length; at += 10_000) {
        file.write(data, at, 10_000);
      }
      file.finish();
      assertThat(content(file)).isEqualTo(data);
    }
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void itMovesAsOftenAsItMust() throws IOException {
    room.put("a", 70_000L);
    room.put("b", 150_000L);
    byte[] data = bytes(300_000);
    try (SpillFile file = disks("a", "b", "c").createSpill()) {
      file.write(data, 0, data.length);
      file.finish();
      assertThat(content(file)).isEqualTo(data);
    }
  }

  @Test
  void aDiskThatFailedIsAvoided() throws IOException {
    room.put("a", 0L);
    SpillDirectories disks = disks("a", "b");
    try (SpillFile file = disks.createSpill()) {
      file.write(bytes(70_000), 0, 70_000);
      file.finish();
    }
    for (int i = 0; i < 6; i++) {
      assertThat(disks.newFile().toString()).contains("/b/");
    }
  }

  @Test
  void whenAllAreFullTheErrorNamesThem() throws IOException {
    room.put("a", 70_000L);
    room.put("b", 80_000L);
    try (SpillFile file = disks("a", "b").createSpill()) {
      assertThatThrownBy(() -> file.write(bytes(300_000), 0, 300_000))
          .isInstanceOfSatisfying(
              HeddleException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
                assertThat(e.detail()).contains(directory.toString(), "No space left on device");
              });
    }
  }

  @Test
  void directoriesThatCannotBeMadeAreNamed() throws IOException {
    Files.createFile(directory.resolve("x"));
    assertThatThrownBy(() -> disks("x").createSpill())
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> assertThat(e.detail()).contains(directory.resolve("x").toString()));
    assertThat(LocalDisks.whyUnusable(List.of(directory.resolve("x"))).orElseThrow())
        .contains(directory.resolve("x").toString());
    assertThat(LocalDisks.whyUnusable(List.of(directory.resolve("x"), directory))).isEmpty();
  }
}
