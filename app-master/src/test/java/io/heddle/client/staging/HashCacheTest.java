package io.heddle.client.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path dir;

  @Test
  void anUnchangedFileIsNotReadAgain() throws IOException {
    Path file = file("one", NOW.minusSeconds(60));
    HashCache cache = open();
    String hash = cache.of(file);
    cache.save();
    // Other bytes behind the same length and time: whoever reads the file would see them.
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
    assertThat(open().of(file)).isEqualTo(hash);
  }

  @Test
  void aFileWithAnotherTimeOrLengthIsReadAgain() throws IOException {
    Path file = file("one", NOW.minusSeconds(60));
    HashCache cache = open();
    String hash = cache.of(file);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(50)));
    assertThat(cache.of(file)).isNotEqualTo(hash);
  }

  @Test
  void aFileThatHasJustChangedIsNotRemembered() throws IOException {
    Path file = file("one", NOW);
    HashCache cache = open();
    String hash = cache.of(file);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    assertThat(cache.of(file)).isNotEqualTo(hash);
  }

  @Test
  void aBrokenStoreIsAnEmptyOne() throws IOException {
    Files.write(dir.resolve("hashes"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(open().of(file("one", NOW))).hasSize(32);
  }

  private HashCache open() {
    return HashCache.open(dir.resolve("hashes"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path file(String text, Instant modified) throws IOException {
    Path file = Files.writeString(dir.resolve("file"), text);
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return file;
  }
}
