package io.heddle.client.staging;

import io.heddle.am.launch.ContainerLayout;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installation of Heddle on this machine: {@code bin conf lib aux embedded examples}.
 *
 * @param home its directory, absolute
 */
public record Installation(Path home) {
  /** The launcher names the directory with this property. */
  public static final String HOME_PROPERTY = "heddle.home";

  /**
   * The installation that this JVM was started from.
   *
   * @throws HeddleException BAD_ARGUMENT when there is none
   */
  public static Installation current() {
    String home = System.getProperty(HOME_PROPERTY, "");
    if (home.isEmpty()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "the installation is not known: start Heddle with bin/heddle, or set -D" + HOME_PROPERTY);
    }
    Path path = Path.of(home).toAbsolutePath().normalize();
    if (!Files.isDirectory(path.resolve("lib"))) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, path + " is not an installation of Heddle: it has no lib");
    }
    return new Installation(path);
  }

  /** The engine's jars, by name, in class path order: that of {@code lib/classpath}, or by name. */
  public List<String> engineJars() throws IOException {
    Path list = home.resolve(ContainerLayout.CLASS_PATH_LIST);
    if (Files.isRegularFile(list)) {
      return Files.readAllLines(list).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    }
    return jarsBelow("lib").stream().map(jar -> jar.getFileName().toString()).toList();
  }

  /** The class data sharing archive for containers, by path below the home; empty without one. */
  public Optional<String> sharedArchive() {
    return Optional.of(ContainerLayout.SHARED_ARCHIVE)
        .filter(name -> Files.isRegularFile(home.resolve(name)));
  }

  public Path file(String name) {
    return home.resolve(name);
  }

  /** The jars of a directory, by name; none when there is no such directory. */
  public List<Path> jarsBelow(String directory) throws IOException {
    Path dir = home.resolve(directory);
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** The shuffle service's jar for NodeManagers; empty when the installation lacks it. */
  public Optional<Path> shuffleServiceJar() throws IOException {
    return jarsBelow("aux").stream().findFirst();
  }
}
