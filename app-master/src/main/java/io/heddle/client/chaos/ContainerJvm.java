package io.heddle.client.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JVM of a container that runs below a cluster's process.
 *
 * @param executorId empty for an ApplicationMaster
 */
record ContainerJvm(ProcessHandle process, String container, String host, String executorId) {
  boolean isMaster() {
    return executorId.isEmpty();
  }

  /** For people. */
  String name() {
    return (isMaster() ? "ApplicationMaster" : "executor " + executorId) + " on " + host;
  }

  /** Those that run now, by container. */
  static List<ContainerJvm> below(long clusterPid) {
    List<ContainerJvm> found = new ArrayList<>();
    ProcessHandle.of(clusterPid)
        .ifPresent(
            cluster -> cluster.descendants().forEach(each -> of(each).ifPresent(found::add)));
    found.sort(Comparator.comparing(ContainerJvm::container));
    return found;
  }

  /** The command line does not fit where the JDK looks, so it is asked of the environment. */
  private static Optional<ContainerJvm> of(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      if (!Files.readString(proc.resolve("comm")).strip().equals("java")) {
        return Optional.empty();
      }
      Map<String, String> environment = new HashMap<>();
      String text = new String(Files.readAllBytes(proc.resolve("environ")), StandardCharsets.UTF_8);
      for (String variable : text.split("\0")) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
          environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
      String container = environment.getOrDefault("CONTAINER_ID", "");
      return container.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ContainerJvm(
                  process,
                  container,
                  environment.getOrDefault("NM_HOST", "?"),
                  environment.getOrDefault("HEDDLE_EXECUTOR_ID", "")));
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
  }
}
