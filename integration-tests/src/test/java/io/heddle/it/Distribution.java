package io.heddle.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The unpacked distribution that the build has made. */
public final class Distribution {
  private static final String PROPERTY = "heddle.it.home";

  private Distribution() {}

  /**
   * Its directory, which the system property {@code heddle.it.home} names.
   *
   * @throws IllegalStateException when it has not been built
   */
  public static Path home() {
    Path home =
        Path.of(System.getProperty(PROPERTY, "../scripts/target/heddle"))
            .toAbsolutePath()
            .normalize();
    if (!Files.isExecutable(home.resolve("bin/heddle"))) {
      throw new IllegalStateException(
          "no distribution in " + home + ": run these tests by 'mvn verify'");
    }
    return home;
  }

  /** The jar that NodeManagers load. */
  public static Path auxServiceJar() {
    return onlyJar("aux");
  }

  /** The jar of the example programs. */
  public static Path examplesJar() {
    return onlyJar("examples");
  }

  private static Path onlyJar(String directory) {
    try (Stream<Path> files = Files.list(home().resolve(directory))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar in " + directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
