package io.heddle.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code heddle} command of the distribution, as a process of its own. Immutable. */
public final class Heddle {
  private final Map<String, String> environment;
  private final List<String> submitOptions;

  private Heddle(Map<String, String> environment, List<String> submitOptions) {
    this.environment = Map.copyOf(environment);
    this.submitOptions = List.copyOf(submitOptions);
  }

  /** With HADOOP_CONF_DIR set. */
  public static Heddle on(Path hadoopConfDir) {
    return new Heddle(Map.of("HADOOP_CONF_DIR", hadoopConfDir.toString()), List.of());
  }

  /** With neither HADOOP_CONF_DIR nor YARN_CONF_DIR. */
  public static Heddle withoutCluster() {
    return new Heddle(Map.of(), List.of());
  }

  /** The same with an environment variable. */
  public Heddle environment(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Heddle(more, submitOptions);
  }

  /** The same with a {@code --conf} for {@link #submit} and {@link #start}. */
  public Heddle conf(String key, String value) {
    return option("--conf", key + "=" + value);
  }

  /** The same with further options for {@link #submit} and {@link #start}. */
  public Heddle option(String... options) {
    List<String> more = new ArrayList<>(submitOptions);
    more.addAll(List.of(options));
    return new Heddle(environment, more);
  }

  /**
   * Starts {@code heddle submit OPTIONS --class CLASS JAR ARGUMENTS}.
   *
   * @param mainClass one of the jar's
   */
  public HeddleProcess start(Path jar, String mainClass, String... arguments) {
    List<String> line = new ArrayList<>(List.of("submit"));
    line.addAll(submitOptions);
    line.addAll(List.of("--class", mainClass, jar.toString()));
    line.addAll(List.of(arguments));
    return command(line.toArray(String[]::new));
  }

  /** Starts the submission of a program of the tests' own. */
  public HeddleProcess start(Class<?> program, String... arguments) {
    return start(ProgramJar.file(), program.getName(), arguments);
  }

  /** As {@link #start}, and waits for its end. */
  public CommandResult submit(Path jar, String mainClass, String... arguments) {
    return start(jar, mainClass, arguments).await();
  }

  /** As {@link #start}, and waits for its end. */
  public CommandResult submit(Class<?> program, String... arguments) {
    return start(program, arguments).await();
  }

  /** Runs any command line to its end. */
  public CommandResult run(String... arguments) {
    return command(arguments).await();
  }

  /** Runs a command line that takes long by its nature to its end. */
  public CommandResult run(Duration limit, String... arguments) {
    return command(arguments).await(limit);
  }

  private HeddleProcess command(String... arguments) {
    // A build that runs in the background has Ctrl-C ignored, and what it starts inherits that.
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
    line.add(Distribution.home().resolve("bin/heddle").toString());
    line.addAll(List.of(arguments));
    try {
      Path directory = Files.createTempDirectory("heddle-it");
      Path out = directory.resolve("stdout");
      Path err = directory.resolve("stderr");
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().remove("HADOOP_CONF_DIR");
      builder.environment().remove("YARN_CONF_DIR");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      // What the command remembers of files goes there, not into the home of who runs the tests.
      builder.environment().put("HEDDLE_CLIENT_OPTS", "-Duser.home=" + home());
      builder.environment().putAll(environment);
      return new HeddleProcess(builder.start(), String.join(" ", line), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home() {
    return Path.of(
        Optional.ofNullable(System.getProperty("heddle.it.userHome"))
            .orElse(System.getProperty("java.io.tmpdir") + "/heddle-it-home"));
  }
}
