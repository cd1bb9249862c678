package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.error.ErrorCode;
import io.heddle.it.CommandResult;
import io.heddle.it.ProgramJar;
import io.heddle.it.TestCluster;
import io.heddle.it.program.Localised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --files}, {@code --archives} and {@code --jars} bring to driver and executors. */
class LocalisedFilesIT {
  private static final TestCluster CLUSTER = TestCluster.shared();

  @TempDir private Path directory;

  @Test
  void driverAndTasksFindFilesArchivesAndJars() throws Exception {
    Path file = Files.writeString(directory.resolve("name.txt"), "Ada\n");
    CLUSTER.write("/localised/other.txt", "Grace\n".getBytes(UTF_8));
    String inHdfs =
        CLUSTER
            .fileSystem()
            .makeQualified(new org.apache.hadoop.fs.Path("/localised/other.txt"))
            .toString();
    Path archive = zip(directory.resolve("names.zip"), "deep/name.txt", "Barbara");
    Path library = directory.resolve("library.jar");
    ProgramJar.writeLibrary(library);

    CLUSTER
        .heddle()
        .option("--num-executors", "1", "--executor-memory", "512m")
        .option("--files", file + "," + inHdfs + "#renamed.txt")
        .option("--archives", archive + "#names")
        .option("--jars", library.toString())
        .submit(Localised.class, "/localised/out", "name.txt", "renamed.txt", "names/deep/name.txt")
        .succeeded();

    String greetings = "good day, Ada; good day, Grace; good day, Barbara";
    assertThat(CLUSTER.lines("/localised/out"))
        .containsExactly("driver: " + greetings, "task 1: " + greetings, "task 2: " + greetings);
  }

  @Test
  void twoFilesCannotHaveOneName() throws Exception {
    Path file = Files.writeString(directory.resolve("name.txt"), "Ada\n");
    Path archive = zip(directory.resolve("names.zip"), "name.txt", "Barbara");

    CommandResult result =
        CLUSTER
            .heddle()
            .option("--files", file.toString(), "--archives", archive + "#name.txt")
            .submit(Localised.class, "/localised/never");

    assertThat(result.exitStatus()).as("%s", result).isEqualTo(2);
    assertThat(result.err()).startsWith(ErrorCode.BAD_ARGUMENT.label()).contains("'name.txt'");
    assertThat(result.out()).isEmpty();
  }

  private static Path zip(Path zip, String name, String text) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(text.getBytes(UTF_8));
      out.closeEntry();
    }
    return zip;
  }
}
