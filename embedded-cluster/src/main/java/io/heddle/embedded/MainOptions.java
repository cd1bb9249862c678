package io.heddle.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The command line of {@link EmbeddedClusterMain}.
 *
 * @param baseDir where all files go; empty means a temporary directory
 * @param confDir where the client configuration goes; empty means {@code conf} below the base
 *     directory
 * @param parentPid the process whose end ends the cluster; empty means none
 * @param detached whether the end of standard input is no reason to stop
 * @param exitWhenReady whether to stop at once when everything is up, to record class-data-sharing
 *     archives
 * @param keepFiles whether the files are to be left at the end
 */
record MainOptions(
    EmbeddedClusterBuilder builder,
    Optional<Path> baseDir,
    Optional<Path> confDir,
    Optional<Long> parentPid,
    boolean detached,
    boolean exitWhenReady,
    boolean keepFiles) {

  static final String USAGE =
      """
      usage: EmbeddedClusterMain [--nodes N] [--racks N] [--base-dir DIR] [--conf-dir DIR] [--aux-jar JAR]
             [--memory MB] [--vcores N] [--heartbeat-ms N] [--replication N] [--block-size BYTES]
             [--set KEY=VALUE]... [--keep-files] [--parent-pid PID] [--detached] [--exit-when-ready]""";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static MainOptions parse(String... args) {
    EmbeddedClusterBuilder builder = EmbeddedCluster.builder();
    Optional<Path> baseDir = Optional.empty();
    Optional<Path> confDir = Optional.empty();
    Optional<Long> parentPid = Optional.empty();
    boolean detached = false;
    boolean exitWhenReady = false;
    boolean keepFiles = false;
    for (int i = 0; i < args.length; i++) {
      String option = args[i];
      switch (option) {
        case "--detached" -> detached = true;
        case "--exit-when-ready" -> exitWhenReady = true;
        case "--keep-files" -> keepFiles = true;
        default -> {
          if (++i == args.length) {
            throw new IllegalArgumentException(option + ": unknown, or without its value");
          }
          String value = args[i];
          switch (option) {
            case "--nodes" -> builder.nodes(number(option, value));
            case "--racks" -> builder.racks(number(option, value));
            case "--memory" -> builder.memoryMb(number(option, value));
            case "--vcores" -> builder.vcores(number(option, value));
            case "--heartbeat-ms" -> builder.heartbeatMs(number(option, value));
            case "--replication" -> builder.replication(number(option, value));
            case "--block-size" -> builder.blockSize(number(option, value));
            case "--base-dir" -> baseDir = Optional.of(Path.of(value).toAbsolutePath().normalize());
            case "--aux-jar" -> builder.auxServiceJar(Path.of(value));
            case "--conf-dir" -> confDir = Optional.of(Path.of(value).toAbsolutePath().normalize());
            case "--parent-pid" -> parentPid = Optional.of((long) number(option, value));
            case "--set" -> set(builder, value);
            default -> throw new IllegalArgumentException(option + ": unknown option");
          }
        }
      }
    }
    return new MainOptions(
        builder.keepFiles(keepFiles),
        baseDir,
        confDir,
        parentPid,
        detached,
        exitWhenReady,
        keepFiles);
  }

  private static void set(EmbeddedClusterBuilder builder, String keyValue) {
    int equals = keyValue.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set wants KEY=VALUE, not " + keyValue);
    }
    builder.set(keyValue.substring(0, equals), keyValue.substring(equals + 1));
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not " + value, e);
    }
  }
}
