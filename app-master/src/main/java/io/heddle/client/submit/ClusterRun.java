package io.heddle.client.submit;

import io.heddle.client.ExitStatus;
import io.heddle.client.settings.HadoopConfDirs;
import io.heddle.client.staging.HashCache;
import io.heddle.client.staging.Installation;
import io.heddle.client.terminal.ProgressView;
import io.heddle.client.terminal.Screen;
import io.heddle.client.terminal.Snapshot;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.YarnSettings;
import io.heddle.monitoring.store.Summary;
import io.heddle.monitoring.text.Human;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** {@code heddle submit --master yarn}, from submission to the last line. */
public final class ClusterRun {
  private ClusterRun() {}

  /**
   * On the cluster that the environment names.
   *
   * @return the exit status
   */
  public static int run(SubmitRequest request, boolean detach, Screen screen)
      throws InterruptedException {
    List<Path> confDirs = HadoopConfDirs.forYarn(System.getenv());
    return run(request, detach, true, confDirs, screen);
  }

  /**
   * On a given cluster.
   *
   * @param killOnInterrupt whether the application is killed when this process is ended; not where
   *     its cluster ends too
   * @param confDirs of its Hadoop configuration
   * @return the exit status
   */
  public static int run(
      SubmitRequest request,
      boolean detach,
      boolean killOnInterrupt,
      List<Path> confDirs,
      Screen screen)
      throws InterruptedException {
    HeddleConf conf = request.conf();
    Installation installation = Installation.current();
    HashCache hashes = HashCache.open(hashCacheFile(), Clock.systemUTC());
    try (YarnCluster cluster = YarnCluster.connect(confDirs, conf)) {
      YarnSubmission submission = new YarnSubmission(cluster, installation, hashes);
      // Scripts read the id that a detached submission prints: it alone is on standard output.
      PrintStream told = detach ? System.err : screen.out();
      ApplicationId id =
          submission.submit(
              request, (name, bytes) -> told.println(screen.faint(sending(name, bytes))));
      told.flush();
      if (detach) {
        screen.line(id.toString());
        return ExitStatus.OK;
      }
      StagingSweep.inBackground(cluster, conf);
      AtomicBoolean over = new AtomicBoolean();
      ProgressView view = ProgressView.on(screen);
      Thread killer = new Thread(() -> killUnlessOver(cluster, id, view, over));
      if (killOnInterrupt) {
        Runtime.getRuntime().addShutdownHook(killer);
      }
      try {
        return follow(cluster, id, request, view, screen);
      } finally {
        over.set(true);
      }
    }
  }

  private static String sending(String name, long bytes) {
    return "Sending " + name + " (" + Human.bytes(bytes) + ") to HDFS ...";
  }

  private static int follow(
      YarnCluster cluster,
      ApplicationId id,
      SubmitRequest request,
      ProgressView view,
      Screen screen)
      throws InterruptedException {
    ApplicationWatch watch =
        new ApplicationWatch(
            cluster, request.conf().get(YarnSettings.REPORT_INTERVAL), Clock.systemUTC());
    ApplicationEnd end;
    Optional<Summary> summary;
    long tookMillis;
    try {
      end = watch.follow(id, request.submittedAtMillis(), view);
      tookMillis = System.currentTimeMillis() - request.submittedAtMillis();
      summary = FinalReport.summary(cluster, request.conf(), id.toString());
      view.show(
          new Snapshot(
              id.toString(),
              request.conf().get(ApplicationSettings.NAME),
              end.kind().name(),
              "",
              tookMillis,
              "",
              summary));
    } finally {
      view.end();
    }
    FinalReport.print(summary, id.toString(), end, tookMillis, screen);
    return FinalReport.exitStatus(end);
  }

  private static void killUnlessOver(
      YarnCluster cluster, ApplicationId id, ProgressView view, AtomicBoolean over) {
    if (over.get()) {
      return;
    }
    view.end();
    System.err.println();
    System.err.println("heddle: killing " + id);
    try {
      cluster.yarn().killApplication(id, "interrupted at the submitting terminal");
    } catch (YarnException | IOException | RuntimeException e) {
      System.err.println("heddle: " + YarnErrors.failed("it could not be killed", e).getMessage());
    }
  }

  /** Where hashes of local files are remembered. */
  public static Path hashCacheFile() {
    return Path.of(System.getProperty("user.home"), ".heddle", "cache", "hashes");
  }
}
