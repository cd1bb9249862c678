package io.heddle.am.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import io.heddle.shuffle.yarn.ServiceData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Resource;
import org.junit.jupiter.api.Test;

class ExecutorLaunchPlanTest {
  private static final byte[] SECRET =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final ContainerLaunchContext context = plan().contextFor(container(), "master:4711");

  @Test
  void theSecretTravelsAsServiceDataOnly() {
    assertThat(ServiceData.secret(context.getServiceData().get("heddle_shuffle")))
        .isEqualTo(SECRET);
    String visible = context.getCommands() + " " + context.getEnvironment();
    assertThat(visible)
        .doesNotContain(
            new String(SECRET, StandardCharsets.US_ASCII),
            HexFormat.of().formatHex(SECRET),
            Base64.getEncoder().encodeToString(SECRET));
  }

  @Test
  void settingsStayOffTheCommandLine() {
    assertThat(String.join(" ", context.getCommands()))
        .doesNotContain("heddle.hadoop", "s3cr3t")
        .contains("io.heddle.executor.ExecutorMain");
    assertThat(context.getEnvironment().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void directBuffersHaveALimitThatTheUsersOptionsMayReplace() {
    assertThat(String.join(" ", context.getCommands()))
        .containsPattern("-XX:MaxDirectMemorySize=128m .*-Dmine=1 ");
  }

  @Test
  void theEnvironmentTellsAnExecutorWhatItIs() {
    assertThat(context.getEnvironment())
        .containsEntry("HEDDLE_EXECUTOR_ID", "7")
        .containsEntry("HEDDLE_DRIVER", "master:4711")
        .containsEntry("HEDDLE_EXECUTOR_SLOTS", "3")
        .containsEntry("HEDDLE_EXECUTOR_RACK", "/rack2")
        .containsEntry("HEDDLE_USER_CLASSPATH", "heddle-user/0-a.jar:heddle-user/1-b.jar")
        .containsEntry("HADOOP_CONF_DIR", "{{PWD}}/hadoop-conf")
        .containsEntry("HEDDLE_CONTAINER_MB", "1536")
        .containsEntry("MALLOC_ARENA_MAX", "2")
        .containsEntry(
            "HEDDLE_APPLICATION_DIR", "hdfs://nn/u/.heddle/applications/application_1_0002")
        .containsEntry("HEDDLE_DRIVER_WAIT_MS", "900000")
        .containsEntry("MINE", "a \\\"b\\\"");
    assertThat(context.getEnvironment().get("HEDDLE_LOG_URL"))
        .isEqualTo("http://node:8042/node/containerlogs/container_1_0002_01_000003/me");
  }

  private static ExecutorLaunchPlan plan() {
    return new ExecutorLaunchPlan(
        HeddleConf.of(
            Map.of(
                "heddle.executor.cores", "3",
                "heddle.executor.extraJavaOptions", "-Dmine=1",
                "heddle.executorEnv.MINE", "a \"b\"",
                "heddle.hadoop.fs.key", "s3cr3t")),
        List.of(),
        List.of("heddle-user/0-a.jar", "heddle-user/1-b.jar"),
        List.of("x.jar"),
        false,
        ByteBuffer.allocate(0),
        SECRET,
        "me",
        Optional.of("hdfs://nn/u/.heddle/applications/application_1_0002"));
  }

  private static ExecutorContainer container() {
    Container container =
        Container.newInstance(
            ContainerId.fromString("container_1_0002_01_000003"),
            NodeId.newInstance("node", 1),
            "node:8042",
            Resource.newInstance(1536, 3),
            null,
            null);
    return new ExecutorContainer("7", container, "/rack2");
  }
}
