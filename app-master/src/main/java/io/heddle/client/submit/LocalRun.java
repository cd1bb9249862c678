package io.heddle.client.submit;

import io.heddle.am.MasterEvents;
import io.heddle.am.program.ProgramOutcome;
import io.heddle.am.program.UserProgram;
import io.heddle.client.staging.ProgramCheck;
import io.heddle.client.staging.UserFile;
import io.heddle.client.terminal.LineOutput;
import io.heddle.client.terminal.ProgressView;
import io.heddle.client.terminal.Screen;
import io.heddle.client.terminal.Snapshot;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.EngineVersion;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.LocalDriver;
import io.heddle.driver.RunningDriver;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.metrics.JmxMetrics;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.protocol.event.ApplicationStarted;
import io.heddle.protocol.event.Event;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.task.UserClassLoader;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code heddle submit --master local[N]}: driver, executor and program in this JVM. */
public final class LocalRun {
  private static final long REDRAW_MILLIS = 100;

  private LocalRun() {}

  /**
   * @return the exit status
   */
  public static int run(SubmitRequest request, Screen screen) throws InterruptedException {
    HeddleConf conf = request.conf();
    List<UserFile> files = UserFile.jars(request.jar(), conf.get(ApplicationSettings.JARS));
    List<URL> jars = files.stream().map(LocalRun::url).toList();
    ProgramCheck.requireMainClass(files, request.mainClass());
    UserClassLoader classes = new UserClassLoader(jars, LocalRun.class.getClassLoader());
    StatusStore store = new StatusStore(StoreLimits.from(conf));
    Clock clock = Clock.systemUTC();
    sayWhatIsNotBrought(conf);
    try (JmxMetrics metrics = JmxMetrics.ofDriver(conf, store);
        MasterEvents events = new MasterEvents(store, Optional.empty(), clock);
        JobRunner runner = LocalDriver.start(conf, classes, events)) {
      events.accept(started(runner.applicationId(), conf, clock));
      RunningDriver.install(runner);
      Runtime.getRuntime().addShutdownHook(new Thread(runner::close));
      CompletableFuture<ProgramOutcome> outcome = new CompletableFuture<>();
      UserProgram program =
          new UserProgram(jars, classes, request.mainClass(), request.arguments());
      Thread main = new Thread(() -> outcome.complete(program.run()), "main of the program");
      main.setDaemon(true);
      ProgressView view = ProgressView.on(screen);
      Runtime.getRuntime().addShutdownHook(new Thread(view::end));
      ProgramOutcome end;
      PrintStream stdout = System.out;
      try (PrintStream above = LineOutput.above(view)) {
        if (screen.live()) {
          System.setOut(above);
        }
        main.start();
        end = follow(outcome, runner, request, store, view);
      } finally {
        System.setOut(stdout);
      }
      events.drain();
      view.show(snapshot(runner, request, store, end.succeeded() ? "SUCCEEDED" : "FAILED"));
      view.end();
      ApplicationEnd.Kind kind =
          end.succeeded() ? ApplicationEnd.Kind.SUCCEEDED : ApplicationEnd.Kind.FAILED;
      FinalReport.print(
          Optional.of(store.summary()),
          runner.applicationId(),
          new ApplicationEnd(kind, end.diagnostics()),
          clock.millis() - request.submittedAtMillis(),
          screen);
      return end.exitStatus();
    }
  }

  private static void sayWhatIsNotBrought(HeddleConf conf) {
    if (!conf.get(ApplicationSettings.FILES).isEmpty()
        || !conf.get(ApplicationSettings.ARCHIVES).isEmpty()) {
      System.err.println(
          "heddle: --files and --archives do nothing with --master local:"
              + " the program sees the directory that you are in");
    }
  }

  /** Shows progress until the program is over. Its own output goes to the same terminal. */
  private static ProgramOutcome follow(
      CompletableFuture<ProgramOutcome> outcome,
      JobRunner runner,
      SubmitRequest request,
      StatusStore store,
      ProgressView view)
      throws InterruptedException {
    while (true) {
      try {
        return outcome.get(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        view.show(snapshot(runner, request, store, "RUNNING"));
      } catch (ExecutionException e) {
        throw new HeddleException(ErrorCode.INTERNAL, "the program's thread died", e);
      }
    }
  }

  private static Snapshot snapshot(
      JobRunner runner, SubmitRequest request, StatusStore store, String state) {
    return new Snapshot(
        runner.applicationId(),
        request.conf().get(ApplicationSettings.NAME),
        state,
        "",
        System.currentTimeMillis() - request.submittedAtMillis(),
        "",
        Optional.of(store.summary()));
  }

  private static Event started(String id, HeddleConf conf, Clock clock) {
    return Event.newBuilder()
        .setAtMillis(clock.millis())
        .setApplicationStarted(
            ApplicationStarted.newBuilder()
                .setApplicationId(id)
                .setName(conf.get(ApplicationSettings.NAME))
                .setUser(System.getProperty("user.name"))
                .setAttempt(1)
                .setVersion(EngineVersion.current())
                .putAllSettings(conf.asMap()))
        .build();
  }

  private static URL url(UserFile jar) {
    Path path =
        jar.local()
            .orElseThrow(
                () ->
                    new HeddleException(
                        ErrorCode.UNREADABLE_JAR,
                        "--master local runs jars of this machine, not " + jar.uri()));
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new HeddleException(ErrorCode.UNREADABLE_JAR, "not a path of a jar: " + path, e);
    }
  }
}
