package io.heddle.client.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.am.launch.StagingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingCleanerTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path root;

  @Test
  void onlyWhatWasNotUsedForLongIsRemoved() throws IOException {
    Path oldJar = entry("files/h1", "a.jar", 8);
    Path newJar = entry("files/h2", "b.jar", 6);
    Path oldEngine = entry("engine/h3", "heddle-engine.jar", 8);
    Path oldLog = entry("applications/application_1_1", "events-1.pb", 8);
    Path newLog = entry("applications/application_1_2", "events-1.pb", 1);
    StagingCleaner cleaner =
        new StagingCleaner(
            FileSystem.getLocal(new Configuration()),
            new StagingLayout(root.toUri().toString().replaceFirst("/$", "")),
            Duration.ofDays(7));
    assertThat(cleaner.clean(NOW.toEpochMilli())).isEqualTo(3);
    assertThat(Stream.of(oldJar, oldEngine, oldLog)).noneMatch(Files::exists);
    assertThat(Stream.of(newJar, newLog)).allMatch(Files::exists);
  }

  private Path entry(String directory, String name, int daysAgo) throws IOException {
    Path dir = Files.createDirectories(root.resolve(directory));
    Path file = Files.writeString(dir.resolve(name), "x");
    FileTime time = FileTime.from(NOW.minus(Duration.ofDays(daysAgo)));
    for (Path path : new Path[] {file, dir}) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(time, time, time);
    }
    return file;
  }
}
