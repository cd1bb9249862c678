package io.heddle.client.cluster;

import io.heddle.client.staging.Installation;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HDFS and YARN in a child process, made of the jars in the installation's {@code embedded}. It
 * says {@code READY conf=DIR rm=URL base=DIR} on its standard output when it is up, and ends when
 * its standard input does, or this process.
 */
public final class EmbeddedProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("READY conf=(.*) rm=(\\S+) base=(.*)");
  private static final String ARCHIVE = "embedded/heddle-embedded.jsa";
  private static final String MAIN_CLASS = "io.heddle.embedded.EmbeddedClusterMain";
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final BufferedReader answers;
  private final Path confDir;
  private final String webUrl;
  private final Path baseDir;

  private EmbeddedProcess(Process process, BufferedReader answers, Matcher ready) {
    this.process = process;
    this.answers = answers;
    this.confDir = Path.of(ready.group(1));
    this.webUrl = ready.group(2);
    this.baseDir = Path.of(ready.group(3));
  }

  /**
   * Starts a cluster and returns when it is up.
   *
   * @param nodes each a DataNode and a NodeManager; on two racks where there are two or more
   * @param detached whether it goes on after this process
   * @throws HeddleException INTERNAL when it does not come up; its words are in the message
   */
  public static EmbeddedProcess start(Installation installation, int nodes, boolean detached) {
    return start(installation, nodes, detached, List.of());
  }

  /**
   * As {@link #start(Installation, int, boolean)}.
   *
   * @param more of the cluster's own options
   */
  public static EmbeddedProcess start(
      Installation installation, int nodes, boolean detached, List<String> more) {
    try {
      List<String> command = command(installation, nodes, detached);
      command.addAll(more);
      Path errors = Files.createTempFile("heddle-embedded", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      Thread reaper = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(reaper);
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      Matcher ready = READY.matcher(line == null ? "" : line);
      if (!ready.matches()) {
        process.destroy();
        throw new HeddleException(
            ErrorCode.INTERNAL,
            "the embedded cluster did not start: " + Files.readString(errors).strip());
      }
      if (detached) {
        Runtime.getRuntime().removeShutdownHook(reaper);
      }
      Files.delete(errors);
      return new EmbeddedProcess(process, out, ready);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.INTERNAL, "the embedded cluster did not start: " + e.getMessage(), e);
    }
  }

  private static List<String> command(Installation installation, int nodes, boolean detached)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx768m", "-Xss512k"));
    Path archive = installation.file(ARCHIVE);
    if (Files.isRegularFile(archive)) {
      command.addAll(
          List.of(
              "-XX:SharedArchiveFile=" + archive,
              "-Xshare:auto",
              "-Xlog:disable",
              "-Xlog:all=error:stderr"));
    }
    String extra = System.getenv().getOrDefault("HEDDLE_EMBEDDED_OPTS", "").strip();
    if (!extra.isEmpty()) {
      command.addAll(List.of(extra.split("\\s+")));
    }
    command.add("-cp");
    command.add(classPath(installation));
    command.add(MAIN_CLASS);
    command.addAll(List.of("--nodes", Integer.toString(nodes)));
    command.addAll(List.of("--racks", Integer.toString(Math.min(2, nodes))));
    installation
        .shuffleServiceJar()
        .ifPresent(jar -> command.addAll(List.of("--aux-jar", jar.toString())));
    if (detached) {
      command.add("--detached");
    } else {
      command.addAll(List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    }
    return command;
  }

  /** The cluster's own jars, then the engine's: the order of its class data sharing archive. */
  private static String classPath(Installation installation) throws IOException {
    List<String> jars = new ArrayList<>();
    installation.jarsBelow("embedded").forEach(jar -> jars.add(jar.toString()));
    if (jars.isEmpty()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "this installation has no embedded cluster: " + installation.file("embedded"));
    }
    for (String jar : installation.engineJars()) {
      jars.add(installation.file("lib").resolve(jar).toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Its clients' HADOOP_CONF_DIR. */
  public Path confDir() {
    return confDir;
  }

  /** The ResourceManager's pages. */
  public String webUrl() {
    return webUrl;
  }

  public Path baseDir() {
    return baseDir;
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Tells the cluster to do something, such as {@code stop-data-node 1}, and returns when it has.
   *
   * @throws HeddleException INTERNAL when it has not
   */
  public synchronized void command(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      if (answer == null || !answer.startsWith("DONE ")) {
        throw new HeddleException(ErrorCode.INTERNAL, "the embedded cluster says: " + answer);
      }
    } catch (IOException e) {
      throw new HeddleException(ErrorCode.INTERNAL, "the embedded cluster has ended", e);
    }
  }

  /** Ends it, with its containers and files, and returns when it is gone. */
  @Override
  public void close() {
    try {
      // The end of its input, and no signal: DataNodes cannot stop while their JVM goes down.
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
