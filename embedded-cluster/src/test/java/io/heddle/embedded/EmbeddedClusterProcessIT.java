package io.heddle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.Test;

class EmbeddedClusterProcessIT {
  @Test
  void endsWithItsContainersAndFiles() throws Exception {
    EmbeddedClusterProcess cluster =
        EmbeddedClusterProcess.start(EmbeddedClusterProcess.QUICK_START, List.of("--nodes", "1"));
    List<ProcessHandle> containers;
    try (cluster;
        ShellApplication application =
            ShellApplication.submit(conf(cluster), "eval 'sleep 600; true'", 1)) {
      Waiting.until("the container runs", () -> !processes(cluster).isEmpty());
      containers = processes(cluster);
      assertThat(application.id()).isNotNull();
    }
    assertThat(containers).noneMatch(ProcessHandle::isAlive);
    assertThat(cluster.process().isAlive()).isFalse();
    assertThat(Files.exists(cluster.baseDir())).isFalse();
  }

  @Test
  void isCleanedUpAfterWhenItWasKilled() throws Exception {
    EmbeddedClusterProcess cluster =
        EmbeddedClusterProcess.start(EmbeddedClusterProcess.QUICK_START, List.of("--nodes", "1"));
    List<ProcessHandle> containers;
    try (cluster;
        ShellApplication application =
            ShellApplication.submit(conf(cluster), "eval 'sleep 600; true'", 1)) {
      Waiting.until("the container runs", () -> !processes(cluster).isEmpty());
      containers = processes(cluster);
      cluster.process().destroyForcibly();
      assertThat(application.id()).isNotNull();
    }
    assertThat(containers).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(cluster.baseDir())).isFalse();
  }

  @Test
  void endsWithItsContainersAndFilesWhenItIsTerminated() throws Exception {
    EmbeddedClusterProcess cluster =
        EmbeddedClusterProcess.start(EmbeddedClusterProcess.QUICK_START, List.of("--nodes", "1"));
    List<ProcessHandle> containers;
    try (cluster;
        ShellApplication application =
            ShellApplication.submit(conf(cluster), "eval 'sleep 600; true'", 1)) {
      Waiting.until("the container runs", () -> !processes(cluster).isEmpty());
      containers = processes(cluster);
      cluster.process().destroy();
      cluster.process().onExit().get(60, TimeUnit.SECONDS);
      assertThat(application.id()).isNotNull();
      assertThat(containers).noneMatch(ProcessHandle::isAlive);
      assertThat(Files.exists(cluster.baseDir())).isFalse();
    }
  }

  private static YarnConfiguration conf(EmbeddedClusterProcess cluster) {
    YarnConfiguration conf = new YarnConfiguration();
    for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      conf.addResource(new Path(cluster.confDir().resolve(file).toUri()));
    }
    return conf;
  }

  private static List<ProcessHandle> processes(EmbeddedClusterProcess cluster) {
    try {
      return ContainerProcesses.below(cluster.baseDir());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
