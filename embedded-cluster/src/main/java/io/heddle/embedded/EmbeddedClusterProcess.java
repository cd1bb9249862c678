package io.heddle.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileUtil;

/**
 * An {@link EmbeddedClusterMain} as a child of this JVM. It ends with this JVM, or when closed. Not
 * thread-safe.
 *
 * <p>The child's environment has JAVA_HOME, so that containers may rely on it.
 */
public final class EmbeddedClusterProcess implements AutoCloseable {
  /** Flags for servers that live shortly and in little memory. */
  public static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

  private final Process process;
  private final Path baseDir;
  private final Path confDir;
  private final URI webUri;

  private EmbeddedClusterProcess(Process process, ReadyLine ready) {
    this.process = process;
    this.baseDir = ready.baseDir();
    this.confDir = ready.confDir();
    this.webUri = ready.webUri();
  }

  /**
   * Starts the child with this JVM's Java and class path, and returns when it is ready.
   *
   * @param jvmFlags such as {@link #QUICK_START}
   * @param arguments as for {@link EmbeddedClusterMain}
   * @throws IOException when the child ends before it is ready; why is on standard error
   */
  public static EmbeddedClusterProcess start(List<String> jvmFlags, List<String> arguments)
      throws IOException {
    return start(jvmFlags, System.getProperty("java.class.path"), arguments);
  }

  /** As {@link #start(List, List)}, with a class path of its own. */
  public static EmbeddedClusterProcess start(
      List<String> jvmFlags, String classPath, List<String> arguments) throws IOException {
    String javaHome = System.getProperty("java.home");
    List<String> command = new ArrayList<>();
    command.add(javaHome + "/bin/java");
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, EmbeddedClusterMain.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.putIfAbsent("JAVA_HOME", javaHome);
    Process process = builder.start();
    try {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return new EmbeddedClusterProcess(process, awaitReady(out));
    } catch (IOException | RuntimeException e) {
      process.destroy();
      throw e;
    }
  }

  private static ReadyLine awaitReady(BufferedReader out) throws IOException {
    // A JVM says on standard output what it has to say of its flags, such as of an archive that
    // does not fit.
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Optional<ReadyLine> ready = ReadyLine.parse(line);
      if (ready.isPresent()) {
        return ready.get();
      }
      System.err.println(line);
    }
    throw new IOException("the embedded cluster's process ended before it was ready");
  }

  /** The client configuration, for {@code HADOOP_CONF_DIR}. */
  public Path confDir() {
    return confDir;
  }

  /** The directory that holds all of the cluster's files. */
  public Path baseDir() {
    return baseDir;
  }

  /** The ResourceManager's web pages. */
  public URI webUri() {
    return webUri;
  }

  /** The child. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * Ends the child and returns when it is gone, with its containers and files. A child that does
   * not end within thirty seconds, or was killed before, is cleaned up after from here.
   */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The child is gone already; what it left is seen to below.
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw (InterruptedIOException) new InterruptedIOException("closing").initCause(e);
    }
    if (process.exitValue() != 0) {
      ContainerProcesses.reap(ContainerProcesses.below(baseDir));
      if (!FileUtil.fullyDelete(baseDir.toFile())) {
        throw new IOException("cannot remove " + baseDir);
      }
    }
  }
}
