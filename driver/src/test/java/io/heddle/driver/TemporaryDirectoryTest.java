package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  @TempDir Path parent;

  /** Another process: makes a directory with a file in it, says so, and waits to be killed. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      TemporaryDirectory directory = TemporaryDirectory.createIn(Path.of(args[0]));
      Files.createDirectories(directory.path().resolve("heddle-shuffle").resolve("0"));
      Files.writeString(directory.path().resolve("heddle-shuffle").resolve("0").resolve("f"), "x");
      System.out.println(directory.path());
      System.out.flush();
      Thread.sleep(600_000);
    }
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndWhatALivingOneUsesIsNot() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      Path left = Path.of(said.readLine());
      TemporaryDirectory own = TemporaryDirectory.createIn(parent);
      TemporaryDirectory.removeAbandoned(parent);
      assertThat(left.resolve("heddle-shuffle/0/f")).exists();

      other.destroyForcibly().waitFor();
      assertThat(left).exists();
      TemporaryDirectory.removeAbandoned(parent);
      assertThat(left).doesNotExist();
      assertThat(own.path()).exists();

      own.delete();
      assertThat(parent).isEmptyDirectory();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void directoriesOfOthersAreLeftAlone() throws Exception {
    Path unmarked = Files.createDirectory(parent.resolve("heddle-local-unmarked"));
    Path foreign = Files.createDirectory(parent.resolve("something-else"));
    Files.createFile(foreign.resolve("owner.1"));
    TemporaryDirectory.removeAbandoned(parent);
    assertThat(unmarked).exists();
    assertThat(foreign).exists();
  }
}
