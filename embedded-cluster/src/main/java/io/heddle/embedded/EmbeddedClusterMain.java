package io.heddle.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An embedded cluster as a process of its own.
 *
 * <p>Standard output carries one line, {@code READY conf=<dir> rm=<url> base=<dir>}, once the
 * cluster is up; the directory is the {@code HADOOP_CONF_DIR} of its clients. Logs go to {@code
 * cluster.log} in the base directory, and nothing but an error that keeps the cluster from starting
 * goes to standard error.
 *
 * <p>While it runs it takes {@link ClusterCommand}s on standard input, a line each, and answers
 * each with a line on standard output: {@code DONE <command>} or {@code FAILED <command>: <why>}.
 *
 * <p>The process ends, and takes containers and files with it, when its standard input ends, when
 * it gets a SIGTERM or SIGINT, or when the process of {@code --parent-pid} ends. With {@code
 * --detached} standard input does not count. Exit status: 0 after a running cluster, 1 when it did
 * not start, 2 for a wrong command line.
 */
public final class EmbeddedClusterMain {
  /** Read by the log configuration. */
  private static final String LOG_FILE_PROPERTY = "heddle.embedded.log";

  private EmbeddedClusterMain() {}

  public static void main(String[] args) {
    MainOptions options;
    try {
      options = MainOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(MainOptions.USAGE);
      System.exit(2);
      return;
    }
    // The servers leave threads behind that are not daemons, hence the exit.
    System.exit(run(options));
  }

  private static int run(MainOptions options) {
    try (ClusterSession session = ClusterSession.open(options)) {
      configureLogging(session.baseDir().resolve("cluster.log"));
      EmbeddedCluster cluster = session.start();
      System.out.println(new ReadyLine(session.confDir(), cluster.webUri(), session.baseDir()));
      System.out.flush();
      if (!options.exitWhenReady()) {
        awaitEnd(options, cluster);
      }
      return 0;
    } catch (IOException | RuntimeException e) {
      System.err.println("embedded cluster: " + e);
      e.printStackTrace();
      return 1;
    }
  }

  private static void configureLogging(Path file) {
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty(LOG_FILE_PROPERTY, file.toString());
      System.setProperty("log4j2.configurationFile", "classpath:heddle-embedded-log4j2.properties");
      System.setProperty("log4j2.disableJmx", "true");
    }
  }

  private static void awaitEnd(MainOptions options, EmbeddedCluster cluster) {
    CountDownLatch end = new CountDownLatch(1);
    if (options.parentPid().isPresent()) {
      long pid = options.parentPid().get();
      Parallel.startThread("parent", () -> awaitEndOfParent(pid, end));
    }
    if (!options.detached()) {
      Parallel.startThread("stdin", () -> obeyUntilEndOfInput(cluster, end));
    }
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEndOfParent(long pid, CountDownLatch end) {
    ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
    end.countDown();
  }

  private static void obeyUntilEndOfInput(EmbeddedCluster cluster, CountDownLatch end) {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(ClusterCommand.obey(line, cluster));
        System.out.flush();
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
      end.countDown();
    }
    end.countDown();
  }
}
