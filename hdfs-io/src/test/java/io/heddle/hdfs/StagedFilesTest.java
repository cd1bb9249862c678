package io.heddle.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.hdfs.StagedFiles.Staged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {
  @TempDir Path directory;

  private final StagedFiles staged = new StagedFiles(new Configuration());
  private Path local;
  private Path target;

  @BeforeEach
  void aFile() throws IOException {
    local = Files.writeString(directory.resolve("app.jar"), "jar's bytes");
    target = directory.resolve("remote/a1/app.jar");
  }

  @Test
  void uploadsWithPermissionsWhateverTheUmask() throws IOException {
    Staged file = staged.upload(local, "file:" + target, 0644);

    assertThat(target).hasContent("jar's bytes");
    assertThat(permissions(target)).isEqualTo("rw-r--r--");
    assertThat(permissions(target.getParent())).isEqualTo("rwxr-xr-x");
    assertThat(file.uri()).isEqualTo("file:" + target);
    assertThat(file.bytes()).isEqualTo(11);
    assertThat(file.modifiedMillis())
        .isEqualTo(Files.getLastModifiedTime(target).toMillis())
        .isPositive();
  }

  @Test
  void whatIsThereIsNotWrittenAgain() throws IOException {
    staged.upload(local, "file:" + target, 0600);
    Files.setLastModifiedTime(target, FileTime.fromMillis(1_000_000));

    assertThat(staged.upload(local, "file:" + target, 0600).modifiedMillis()).isEqualTo(1_000_000);
  }

  @Test
  void aFileOfAnotherLengthIsReplaced() throws IOException {
    staged.upload(local, "file:" + target, 0600);
    Files.writeString(target, "cut");

    assertThat(staged.upload(local, "file:" + target, 0600).bytes()).isEqualTo(11);
    assertThat(target).hasContent("jar's bytes");
  }

  @Test
  void aFailedWriteLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                staged.write(
                    "file:" + target,
                    0644,
                    out -> {
                      out.write(1);
                      throw new IOException("disk on fire");
                    }))
        .hasMessageContaining("HDFS_FAILED")
        .hasMessageContaining("disk on fire");
    try (var left = Files.list(target.getParent())) {
      assertThat(left.filter(f -> !f.toString().endsWith(".crc")).toList()).isEqualTo(List.of());
    }
  }

  @Test
  void findsOnlyWhatIsThere() {
    assertThat(staged.find("file:" + target)).isEmpty();
    assertThat(staged.find("file:" + local)).map(Staged::bytes).contains(11L);
  }

  @Test
  void aLocalFileThatIsNotThereIsNamed() {
    Path missing = directory.resolve("missing.jar");
    assertThatThrownBy(() -> staged.upload(missing, "file:" + target, 0644))
        .hasMessageContaining(missing.toString());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
