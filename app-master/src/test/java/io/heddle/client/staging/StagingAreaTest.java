package io.heddle.client.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.am.launch.StagedFile;
import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the local file system, which has permissions too. */
class StagingAreaTest {
  @TempDir Path dir;

  private StagingArea area;

  @BeforeEach
  void open() {
    area =
        StagingArea.of(
            new Configuration(),
            HeddleConf.empty().with("heddle.yarn.stagingDir", dir.toUri().toString()),
            "me");
  }

  @Test
  void aFileIsSentOnce() {
    Staging sent = put("hash1");
    assertThat(sent.isMissing()).isTrue();
    StagedFile first = sent.finish();
    Staging again = put("hash1");
    assertThat(again.isMissing()).isFalse();
    assertThat(again.finish()).isEqualTo(first);
    assertThat(first.uri()).endsWith("/me/.heddle/files/hash1/a.jar");
    assertThat(first.bytes()).isEqualTo(5);
    assertThat(first.sharing()).isEqualTo(StagedFile.Sharing.PRIVATE);
  }

  @Test
  void othersCannotLookIntoAUsersFiles() throws IOException {
    put("hash1").finish();
    assertThat(permissions("me/.heddle/files")).isEqualTo("rwx------");
    assertThat(permissions("me/.heddle")).isEqualTo("rwx--x--x");
  }

  @Test
  void nothingIsSentBeforeItIsAskedFor() {
    put("hash1");
    assertThat(dir.resolve("me")).doesNotExist();
  }

  @Test
  void aFileWhoseSendingFailsLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                area.file(
                        "hash2",
                        "a.jar",
                        "a.jar",
                        StagedFile.Kind.FILE,
                        out -> {
                          out.write(1);
                          throw new IOException("broken off");
                        })
                    .finish())
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("broken off");
    try (var files = Files.walk(dir.resolve("me/.heddle/files/hash2"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void theEngineIsPublicWhereEveryoneCanReachIt() throws IOException {
    EngineArchive archive = archive();
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    boolean reachable = everyoneReaches(dir);
    assertThat(area.engine(archive).finish().sharing())
        .isEqualTo(reachable ? StagedFile.Sharing.PUBLIC : StagedFile.Sharing.PRIVATE);
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
    assertThat(area.engine(archive).finish().sharing()).isEqualTo(StagedFile.Sharing.PRIVATE);
    assertThat(area.engine(archive).isMissing()).isFalse();
  }

  private EngineArchive archive() throws IOException {
    Path home = Files.createDirectory(dir.resolve("home"));
    Files.createDirectory(home.resolve("lib"));
    Files.writeString(home.resolve("lib/a.jar"), "a");
    return EngineArchive.of(
        new Installation(home), HashCache.open(dir.resolve("hashes"), Clock.systemUTC()));
  }

  private static boolean everyoneReaches(Path path) throws IOException {
    for (Path p = path; p != null; p = p.getParent()) {
      if (!Files.getPosixFilePermissions(p)
          .contains(java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name)));
  }

  private Staging put(String hash) {
    return area.file(
        hash, "a.jar", "a.jar", StagedFile.Kind.FILE, out -> out.write("bytes".getBytes()));
  }
}
