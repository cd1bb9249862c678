package io.heddle.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;

/**
 * One cluster from the command line with its directories: what it made is gone after close or the
 * JVM's end, also when that comes while the cluster starts.
 */
final class ClusterSession implements AutoCloseable {
  private final MainOptions options;
  private final Path baseDir;
  private final Path confDir;
  private final Thread hook = new Thread(this::closeInHook, "embedded-session-hook");
  private EmbeddedCluster cluster;
  private boolean closed;

  private ClusterSession(MainOptions options, Path baseDir) {
    this.options = options;
    this.baseDir = baseDir;
    this.confDir = options.confDir().orElse(baseDir.resolve("conf"));
  }

  static ClusterSession open(MainOptions options) throws IOException {
    Path baseDir;
    if (options.baseDir().isPresent()) {
      baseDir = options.baseDir().get();
      Files.createDirectories(baseDir);
    } else {
      baseDir = Files.createTempDirectory("heddle-embedded-");
    }
    ClusterSession session = new ClusterSession(options, baseDir);
    Runtime.getRuntime().addShutdownHook(session.hook);
    return session;
  }

  Path baseDir() {
    return baseDir;
  }

  Path confDir() {
    return confDir;
  }

  /** Starts the cluster and writes its client configuration. */
  EmbeddedCluster start() throws IOException {
    EmbeddedCluster started = options.builder().baseDir(baseDir).start();
    synchronized (this) {
      cluster = started;
    }
    started.writeConf(confDir);
    return started;
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (cluster != null) {
        cluster.close();
      }
    } finally {
      // Servers that a signal meets while they stop complain; their files are to go all the same.
      removeFiles();
    }
  }

  private void removeFiles() throws IOException {
    if (options.keepFiles()) {
      return;
    }
    if (cluster != null) {
      ClientConfFiles.remove(confDir);
    }
    if (options.baseDir().isEmpty() && !FileUtil.fullyDelete(baseDir.toFile())) {
      throw new IOException("cannot remove " + baseDir);
    }
  }

  private void closeInHook() {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      System.err.println("embedded cluster: " + e);
    }
  }
}
