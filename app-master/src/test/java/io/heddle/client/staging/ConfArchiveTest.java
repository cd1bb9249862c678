package io.heddle.client.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfArchiveTest {
  @TempDir Path first;
  @TempDir Path second;

  @Test
  void theFirstDirectoryWinsAndSettingsAreIncluded() throws IOException {
    Files.writeString(first.resolve("core-site.xml"), "first");
    Files.writeString(second.resolve("core-site.xml"), "second");
    Files.writeString(second.resolve("yarn-site.xml"), "yarn");
    Files.writeString(second.resolve(".hidden"), "x");
    Files.createDirectory(second.resolve("sub"));
    HeddleConf conf = HeddleConf.of(Map.of("heddle.executor.cores", "3"));
    assertThat(entries(ConfArchive.of(List.of(first, second), conf)))
        .isEqualTo(
            Map.of(
                "core-site.xml", "first",
                "yarn-site.xml", "yarn",
                "heddle.properties", "heddle.executor.cores=3\n"));
  }

  @Test
  void theSameContentHasTheSameHashAndOtherSettingsAnother() throws IOException {
    Files.writeString(first.resolve("core-site.xml"), "first");
    HeddleConf conf = HeddleConf.of(Map.of("heddle.executor.cores", "3"));
    String hash = ConfArchive.of(List.of(first), conf).hash();
    assertThat(ConfArchive.of(List.of(first), conf).hash()).isEqualTo(hash);
    assertThat(ConfArchive.of(List.of(first), HeddleConf.empty()).hash()).isNotEqualTo(hash);
  }

  private static Map<String, String> entries(ConfArchive archive) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        found.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }
}
