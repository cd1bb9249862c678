package io.heddle.client.submit;

import io.heddle.client.cluster.EmbeddedProcess;
import io.heddle.client.staging.Installation;
import io.heddle.client.terminal.Screen;
import io.heddle.monitoring.text.Human;
import java.util.List;

/** {@code heddle submit --master embedded[N]}: a cluster for one application. */
public final class EmbeddedRun {
  private EmbeddedRun() {}

  /**
   * @return the exit status
   */
  public static int run(int nodes, SubmitRequest request, Screen screen)
      throws InterruptedException {
    screen.line("Starting HDFS and YARN with " + Human.counted(nodes, "node") + " ...");
    long start = System.nanoTime();
    try (EmbeddedProcess cluster = EmbeddedProcess.start(Installation.current(), nodes, false)) {
      screen.line(
          "The cluster is up after "
              + Human.nanos(System.nanoTime() - start)
              + ": "
              + cluster.webUrl());
      // Elapsed times count from here: they are about the application.
      SubmitRequest now =
          new SubmitRequest(
              request.jar(),
              request.mainClass(),
              request.arguments(),
              request.conf(),
              System.currentTimeMillis());
      return ClusterRun.run(now, false, false, List.of(cluster.confDir()), screen);
    }
  }
}
