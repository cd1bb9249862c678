package io.heddle.monitoring.ui;

import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.monitoring.text.StartupSteps;
import io.heddle.monitoring.text.StatusText;

/** Serves the sample application for a look at its pages; the port is the only argument. */
public final class SampleServer {
  private SampleServer() {}

  public static void main(String[] args) throws Exception {
    StatusStore store = new StatusStore(StoreLimits.defaults());
    SampleApplication.play(42, System.currentTimeMillis() - 33_000, store);
    System.out.println(StatusText.stages(store.stages(), System.currentTimeMillis(), 120));
    System.out.println(StatusText.jobs(store.jobs(), System.currentTimeMillis(), 120));
    System.out.println(StatusText.executors(store.executors(), 120));
    System.out.println(StatusText.startup(StartupSteps.of(store.milestones())));
    System.out.println(StatusText.progress(store.summary()));
    StatusServerOptions options =
        new StatusServerOptions("127.0.0.1", Integer.parseInt(args[0]), java.util.List.of(), "");
    long before = System.nanoTime();
    StatusServer server = StatusServer.start(store, options);
    System.out.println("bound in " + (System.nanoTime() - before) / 1000 + " µs: " + server.url());
    Thread.sleep(Long.MAX_VALUE);
  }
}
