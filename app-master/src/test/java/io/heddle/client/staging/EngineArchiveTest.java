package io.heddle.client.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineArchiveTest {
  private static final FileTime TIME = FileTime.fromMillis(1_700_000_001_000L);

  @TempDir Path home;

  @BeforeEach
  void install() throws IOException {
    Files.createDirectory(home.resolve("lib"));
    put("lib/b.jar", "bb");
    put("lib/a.jar", "aa");
  }

  @Test
  void theSameFilesHaveTheSameHash() throws IOException {
    assertThat(archive().hash()).isEqualTo(archive().hash()).matches("[0-9a-f]{32}");
  }

  @Test
  void contentNameOrderAndTimeAreInTheHash() throws IOException {
    String before = archive().hash();
    put("lib/a.jar", "AA");
    String content = archive().hash();
    Files.setLastModifiedTime(home.resolve("lib/a.jar"), FileTime.fromMillis(1_700_000_003_000L));
    String time = archive().hash();
    put("lib/classpath", "b.jar\na.jar\n");
    String order = archive().hash();
    put("lib/heddle-container.jsa", "classes");
    String shared = archive().hash();
    assertThat(List.of(before, content, time, order, shared)).doesNotHaveDuplicates();
  }

  @Test
  void jarsAreInTheOrderOfTheListElseByName() throws IOException {
    assertThat(archive().jars()).containsExactly("a.jar", "b.jar");
    put("lib/classpath", "b.jar\na.jar\n");
    assertThat(archive().jars()).containsExactly("b.jar", "a.jar");
  }

  @Test
  void theArchiveHoldsListJarsAndTimesUncompressed() throws IOException {
    put("lib/heddle-container.jsa", "classes");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EngineArchive archive = archive();
    archive.writeTo(bytes);
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("lib/a.jar")) {
          assertThat(zip.readAllBytes()).isEqualTo("aa".getBytes());
          assertThat(entry.getLastModifiedTime()).isEqualTo(TIME);
          assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        }
      }
    }
    assertThat(names)
        .containsExactly("lib/classpath", "lib/a.jar", "lib/b.jar", "lib/heddle-container.jsa");
    assertThat(archive.holds("lib/heddle-container.jsa")).isTrue();
  }

  private EngineArchive archive() throws IOException {
    HashCache cache = HashCache.open(home.resolve("hashes"), Clock.systemUTC());
    return EngineArchive.of(new Installation(home), cache);
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
    Files.setLastModifiedTime(home.resolve(name), TIME);
  }
}
