package io.heddle.client.chaos;

import io.heddle.client.ExitStatus;
import io.heddle.client.cluster.EmbeddedProcess;
import io.heddle.client.staging.HashCache;
import io.heddle.client.staging.Installation;
import io.heddle.client.staging.StagingArea;
import io.heddle.client.submit.ApplicationEnd;
import io.heddle.client.submit.ApplicationWatch;
import io.heddle.client.submit.ClusterRun;
import io.heddle.client.submit.EventLogs;
import io.heddle.client.submit.SubmitRequest;
import io.heddle.client.submit.YarnCluster;
import io.heddle.client.submit.YarnSubmission;
import io.heddle.client.terminal.ProgressView;
import io.heddle.client.terminal.Screen;
import io.heddle.client.terminal.Snapshot;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.IoSettings;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.YarnSettings;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.text.Human;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/**
 * Runs jobs one after the other on a cluster of its own while faults happen, and compares each
 * result with the truth. Ends with the first one that is wrong, failed or never ends.
 */
public final class Chaos {
  private static final Duration SILENCE = Duration.ofSeconds(8);
  private static final Duration CUT_OFF = Duration.ofSeconds(14);
  private static final int HANGS_AFTER_MINUTES = 5;
  private static final int MASTERS = 20;

  private final Screen screen;
  private final HeddleConf conf;
  private final int nodes;
  private final long seed;
  private final Installation installation = Installation.current();
  private final long began = System.nanoTime();
  private Attempts attempts = Attempts.NONE;
  private int right;

  /**
   * @param conf settings of the jobs, beside those that let them live through so many faults
   * @param seed of data and faults; when a fault finds whom, the clock decides too
   */
  public Chaos(Screen screen, HeddleConf conf, int nodes, long seed) {
    if (nodes < 2) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "--nodes is at least 2");
    }
    this.screen = screen;
    this.nodes = nodes;
    this.seed = seed;
    this.conf = patient(conf);
  }

  /** Nobody's fault is what is done here, so limits that stop a job which goes wrong are off. */
  private HeddleConf patient(HeddleConf given) {
    return HeddleConf.empty()
        .with(ExecutorSettings.INSTANCES, nodes)
        .with(ExecutorSettings.MEMORY, DataSize.ofMebibytes(512))
        .with(ExecutorSettings.HEARTBEAT_INTERVAL, Duration.ofSeconds(1))
        .with(ExecutorSettings.HEARTBEAT_TIMEOUT, SILENCE)
        .with(SchedulerSettings.TASK_MAX_FAILURES, 100)
        .with(SchedulerSettings.STAGE_MAX_ATTEMPTS, 100)
        .with(SchedulerSettings.MAX_EXECUTOR_FAILURES, 1000)
        .with(ApplicationSettings.DEFAULT_PARALLELISM, 4 * nodes)
        .with(IoSettings.SPLIT_MAX, DataSize.ofMebibytes(2))
        .with(YarnSettings.MAX_APP_ATTEMPTS, MASTERS)
        .withAll(given);
  }

  /**
   * Begins jobs until the time is over.
   *
   * @return the exit status
   */
  public int run(Duration time) throws InterruptedException {
    List<Workload> workloads =
        List.of(
            new CountedWords(1_500_000, seed),
            new SortedLines(1_500_000, seed),
            new RankedPages(60_000, 8, 5, seed));
    screen.line(
        screen.bold("Chaos on " + nodes + " nodes for " + Human.millis(time.toMillis()))
            + screen.faint("  seed " + seed));
    List<String> options =
        List.of(
            "--replication",
            "2",
            "--set",
            "yarn.resourcemanager.am.max-attempts=" + MASTERS,
            "--set",
            "dfs.client.block.write.replace-datanode-on-failure.policy=NEVER");
    try (EmbeddedProcess cluster = EmbeddedProcess.start(installation, nodes, false, options);
        ClusterFiles files = ClusterFiles.of(cluster.confDir());
        YarnCluster yarn = YarnCluster.connect(List.of(cluster.confDir()), conf)) {
      for (Workload workload : workloads) {
        say("making the input of " + workload.name());
        workload.prepare(files);
      }
      FaultInjector faults =
          new FaultInjector(
              cluster,
              nodes,
              new FaultChoice(seed),
              CUT_OFF.toMillis(),
              text -> say(screen.cyan("  ! ") + text));
      faults.start();
      boolean good = true;
      try {
        long end = System.nanoTime() + time.toNanos();
        for (int job = 0; good && System.nanoTime() < end; job++) {
          good = run(job, workloads.get(job % workloads.size()), yarn, files, faults);
        }
      } finally {
        faults.stop();
      }
      report(faults);
      return good ? ExitStatus.OK : ExitStatus.FAILED;
    } catch (IOException e) {
      throw new HeddleException(ErrorCode.HDFS_FAILED, "HDFS: " + e.getMessage(), e);
    }
  }

  private boolean run(
      int job, Workload workload, YarnCluster yarn, ClusterFiles files, FaultInjector faults)
      throws InterruptedException, IOException {
    String output = "/chaos/out-" + job;
    String name = workload.name() + " " + job;
    int before = faults.total();
    long start = System.nanoTime();
    SubmitRequest request =
        new SubmitRequest(
            program().toString(),
            workload.program(),
            workload.arguments(output),
            conf,
            System.currentTimeMillis());
    HashCache hashes = HashCache.open(ClusterRun.hashCacheFile(), Clock.systemUTC());
    ApplicationId id =
        new YarnSubmission(yarn, installation, hashes).submit(request, (file, bytes) -> {});
    say(name + screen.faint("  " + id));
    faults.active(true);
    Silent view = new Silent();
    Optional<ApplicationEnd> end;
    try {
      end = await(id, yarn, view);
    } finally {
      faults.active(false);
    }
    String took = Human.nanos(System.nanoTime() - start);
    int during = faults.total() - before;
    StagingArea staging = StagingArea.of(yarn.hadoop(), conf, yarn.user());
    List<StatusStore> masters =
        new EventLogs(staging.fileSystem(), staging.layout()).all(id.toString());
    Attempts made = Attempts.of(masters);
    attempts = attempts.plus(made);
    Optional<String> wrong =
        end.isEmpty()
            ? Optional.of("has not ended after " + took + "; the last seen: " + view.last())
            : end.get().kind() == ApplicationEnd.Kind.SUCCEEDED
                ? workload.wrongIn(files, output).map(what -> "gave a wrong result: " + what)
                : Optional.of("failed: " + end.get().diagnostics());
    if (wrong.isPresent()) {
      say(screen.red(name + " " + wrong.get()));
      say("its logs: HADOOP_CONF_DIR=... heddle logs " + id);
      return false;
    }
    right++;
    files.delete(output);
    say(
        screen.green(name + " is right")
            + " after "
            + took
            + ", "
            + Human.counted(during, "fault")
            + (masters.size() > 1 ? ", " + masters.size() + " ApplicationMasters" : "")
            + screen.faint("  " + made.wasted()));
    return true;
  }

  private Optional<ApplicationEnd> await(ApplicationId id, YarnCluster yarn, Silent view)
      throws InterruptedException {
    ApplicationWatch watch = new ApplicationWatch(yarn, Duration.ofMillis(200), Clock.systemUTC());
    CompletableFuture<ApplicationEnd> ended = new CompletableFuture<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                ended.complete(watch.follow(id, System.currentTimeMillis(), view));
              } catch (InterruptedException | RuntimeException e) {
                ended.completeExceptionally(e);
              }
            },
            "watch");
    waiter.setDaemon(true);
    waiter.start();
    try {
      return Optional.of(ended.get(HANGS_AFTER_MINUTES, TimeUnit.MINUTES));
    } catch (TimeoutException e) {
      waiter.interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new HeddleException(
          ErrorCode.YARN_FAILED, "the application cannot be followed: " + e.getCause(), e);
    }
  }

  private void report(FaultInjector faults) {
    screen.line("");
    screen.line(screen.bold(Human.counted(right, "job") + " right") + ", " + attempts.wasted());
    for (Map.Entry<Fault, Integer> each : faults.done().entrySet()) {
      screen.line(String.format("  %4d %s", each.getValue(), each.getKey().text()));
    }
  }

  private void say(String text) {
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    screen.line(screen.faint(String.format("%02d:%02d  ", seconds / 60, seconds % 60)) + text);
  }

  private Path program() throws IOException {
    return installation.jarsBelow("examples").stream()
        .findFirst()
        .orElseThrow(
            () -> new HeddleException(ErrorCode.BAD_ARGUMENT, "this installation has no examples"));
  }

  /** Remembers the last state and shows nothing. */
  private static final class Silent implements ProgressView {
    private final AtomicReference<Snapshot> last = new AtomicReference<>();

    String last() {
      return String.valueOf(last.get());
    }

    @Override
    public void show(Snapshot now) {
      last.set(now);
    }

    @Override
    public void print(String text) {
      // Nobody prints while chaos reigns.
    }

    @Override
    public void end() {
      // There is nothing on the screen.
    }
  }
}
