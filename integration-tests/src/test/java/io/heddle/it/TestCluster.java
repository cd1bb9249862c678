package io.heddle.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.am.launch.StagingLayout;
import io.heddle.client.submit.EventLogs;
import io.heddle.embedded.EmbeddedCluster;
import io.heddle.embedded.EmbeddedClusterBuilder;
import io.heddle.monitoring.store.StatusStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * An embedded cluster, the {@code heddle} command to use it, and its files. Safe for all threads.
 */
public final class TestCluster implements AutoCloseable {
  private final EmbeddedCluster embedded;
  private final Heddle heddle;
  private final YarnClient yarn;

  private static TestCluster shared;

  private TestCluster(EmbeddedCluster embedded) throws IOException {
    this.embedded = embedded;
    java.nio.file.Path confDir = embedded.baseDir().resolve("edge-conf");
    embedded.writeConf(confDir);
    this.heddle = Heddle.on(confDir);
    this.yarn = YarnClient.createYarnClient();
    yarn.init(embedded.clientConf());
    yarn.start();
  }

  /**
   * The cluster of this JVM, started when first asked for and stopped after the last test: node 0
   * (127.0.0.11) and node 2 (127.0.0.13) on /rack1, node 1 (127.0.0.12) on /rack2, each with 4 GB
   * and 8 vcores, and the shuffle service on all of them. Whoever stops a part of it starts it
   * again.
   */
  public static synchronized TestCluster shared() {
    if (shared == null) {
      shared =
          start(
              EmbeddedCluster.builder()
                  .nodes(3)
                  .racks(2)
                  .auxServiceJar(Distribution.auxServiceJar()));
    }
    return shared;
  }

  static synchronized void closeShared() throws IOException {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  /** A cluster of the caller's own. */
  public static TestCluster start(EmbeddedClusterBuilder description) {
    try {
      return new TestCluster(description.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For nodes, containers, and stopping and killing them. */
  public EmbeddedCluster embedded() {
    return embedded;
  }

  /** The command line, with HADOOP_CONF_DIR naming this cluster. */
  public Heddle heddle() {
    return heddle;
  }

  /** The file system, to use as one likes but not to close. */
  public FileSystem fileSystem() {
    return embedded.fileSystem();
  }

  /** Writes a file, replacing any that is there. */
  public void write(String path, byte[] content) throws IOException {
    try (OutputStream out = fileSystem().create(new Path(path), true)) {
      out.write(content);
    }
  }

  /** The lines of an output directory's part files, in the files' order. */
  public List<String> lines(String directory) throws IOException {
    List<String> lines = new ArrayList<>();
    for (FileStatus part : fileSystem().listStatus(new Path(directory))) {
      if (part.getPath().getName().startsWith("part-")) {
        lines.addAll(linesOf(part.getPath()));
      }
    }
    return lines;
  }

  /** Split at line feeds only: a carriage return is part of its line. */
  private List<String> linesOf(Path file) throws IOException {
    try (var in = fileSystem().open(file)) {
      String text = new String(in.readAllBytes(), UTF_8);
      return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
    }
  }

  /** Whether a path is there. */
  public boolean exists(String path) throws IOException {
    return fileSystem().exists(new Path(path));
  }

  /** The staging directory of the user who runs the tests. */
  public StagingLayout staging() {
    return new StagingLayout(
        new Path(fileSystem().getHomeDirectory(), StagingLayout.NAME).toString());
  }

  /**
   * What the event log of an application's latest attempt tells, also while it runs.
   *
   * @throws AssertionError when there is no log
   */
  public StatusStore status(String applicationId) {
    return new EventLogs(fileSystem(), staging())
        .latest(applicationId)
        .orElseThrow(() -> new AssertionError("no event log of " + applicationId));
  }

  /** What the ResourceManager says of an application. */
  public ApplicationReport report(String applicationId) throws IOException, YarnException {
    return yarn.getApplicationReport(ApplicationId.fromString(applicationId));
  }

  /** A new local directory below the cluster's, removed with it. */
  public java.nio.file.Path localDirectory() {
    try {
      return Files.createTempDirectory(embedded.baseDir(), "test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    yarn.stop();
    embedded.close();
  }
}
