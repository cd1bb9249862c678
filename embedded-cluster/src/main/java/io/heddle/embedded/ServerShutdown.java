package io.heddle.embedded;

import java.io.IOException;
import java.util.List;

/** Ends a cluster whole or half-started: its servers, its containers' processes and its files. */
final class ServerShutdown {
  private ServerShutdown() {}

  /**
   * Does every step whatever becomes of the others.
   *
   * @param yarn null when it never started
   * @param hdfs null when it never started, or is to be left running
   * @param failure takes what goes wrong as suppressed exceptions; null to have it thrown
   * @throws IOException what went wrong, when there is no failure to take it
   */
  static void stop(YarnServers yarn, HdfsServers hdfs, ClusterFiles files, Exception failure)
      throws IOException {
    IOException here = new IOException("the embedded cluster did not stop in good order");
    // Their id files go with their NodeManagers: found before, killed after, when nothing starts
    // them again.
    List<ProcessHandle> processes = List.of();
    try {
      processes = ContainerProcesses.below(files.baseDir());
    } catch (IOException e) {
      here.addSuppressed(e);
    }
    attempt(here, yarn);
    attempt(here, hdfs);
    List<ProcessHandle> left = processes;
    attempt(here, () -> ContainerProcesses.reap(left));
    attempt(here, files::remove);
    if (here.getSuppressed().length > 0) {
      if (failure == null) {
        throw here;
      }
      failure.addSuppressed(here);
    }
  }

  private static void attempt(IOException failure, AutoCloseable step) {
    if (step == null) {
      return;
    }
    try {
      step.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
