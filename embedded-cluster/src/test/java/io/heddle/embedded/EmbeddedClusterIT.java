package io.heddle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.URL;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.logaggregation.ContainerLogsRequest;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileController;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileControllerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterIT {
  private static EmbeddedCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = EmbeddedCluster.builder().nodes(3).racks(2).start();
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  @Test
  void yarnNodesHaveTheHostsAndRacksOfTheDescription() throws Exception {
    Map<String, String> rackByHost = new TreeMap<>();
    try (YarnClient client = yarnClient(cluster.clientConf())) {
      for (NodeReport node : client.getNodeReports(NodeState.RUNNING)) {
        rackByHost.put(node.getNodeId().getHost(), node.getRackName());
      }
    }
    assertThat(rackByHost)
        .isEqualTo(Map.of("127.0.0.11", "/rack1", "127.0.0.12", "/rack2", "127.0.0.13", "/rack1"));
  }

  @Test
  void blocksLieOnTheChosenNodes() throws Exception {
    byte[] content = new byte[2500];
    new Random(17).nextBytes(content);

    cluster.writeFile("/placed", content, 1024, List.of(List.of(2), List.of(0), List.of(1)));

    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("/placed");
    BlockLocation[] blocks = cluster.fileSystem().getFileBlockLocations(path, 0, content.length);
    assertThat(blocks)
        .extracting(block -> List.of(block.getHosts()))
        .containsExactly(List.of("127.0.0.13"), List.of("127.0.0.11"), List.of("127.0.0.12"));
    assertThat(blocks)
        .extracting(block -> rackOf(block.getTopologyPaths()[0]))
        .containsExactly("/rack1", "/rack1", "/rack2");
    assertThat(blocks).extracting(BlockLocation::getOffset).containsExactly(0L, 1024L, 2048L);
    try (var in = cluster.fileSystem().open(path)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aReplicatedBlockLiesOnAllChosenNodes() throws Exception {
    cluster.writeFile("/twice", new byte[600], 512, List.of(List.of(0, 1), List.of(1, 2)));

    BlockLocation[] blocks =
        cluster.fileSystem().getFileBlockLocations(new org.apache.hadoop.fs.Path("/twice"), 0, 600);
    assertThat(blocks[0].getHosts()).containsExactlyInAnyOrder("127.0.0.11", "127.0.0.12");
    assertThat(blocks[1].getHosts()).containsExactlyInAnyOrder("127.0.0.12", "127.0.0.13");
  }

  @Test
  void relaxedRequestsLandOnTheHostsThatTheyName() throws Exception {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      wanted.add(cluster.host(i % 3));
    }
    try (UnmanagedMaster master = UnmanagedMaster.register(cluster.clientConf(), "")) {
      assertThat(master.allocate(wanted))
          .extracting(container -> container.getNodeId().getHost())
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void theProxyReachesAnApplicationsPage() throws Exception {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/",
        exchange -> {
          byte[] body = "the application's page".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    page.start();
    String url = "http://127.0.0.1:" + page.getAddress().getPort() + "/";
    try (UnmanagedMaster master = UnmanagedMaster.register(cluster.clientConf(), url)) {
      assertThat(get(cluster.webUri() + "/proxy/" + master.id() + "/"))
          .isEqualTo("the application's page");
    } finally {
      page.stop(0);
    }
  }

  @Test
  void theTrackingUrlOfAnApplicationLeadsThroughTheProxy() throws Exception {
    try (ShellApplication application =
        ShellApplication.submit(cluster.clientConf(), "sleep 600", 1)) {
      awaitContainer(application, 1);
      assertThat(application.report().getTrackingUrl())
          .isEqualTo(cluster.webUri() + "/proxy/" + application.id() + "/");
      application.kill();
    }
  }

  @Test
  void logsOfAnEndedApplicationAreAggregated() throws Exception {
    Configuration conf = cluster.clientConf();
    try (ShellApplication application =
        ShellApplication.submit(conf, "echo said by the container", 1)) {
      assertThat(awaitLogs(conf, application)).contains("said by the container");
    }
  }

  @Test
  void containersHaveJavaAndTheirFiles() throws Exception {
    Configuration conf = cluster.clientConf();
    String command = "eval 'cat public private; $JAVA_HOME/bin/java -version; echo host=$NM_HOST'";
    Map<String, LocalResource> files =
        Map.of(
            "public", resource("/tmp/for-all", LocalResourceVisibility.PUBLIC),
            "private", resource("/tmp/for-one", LocalResourceVisibility.APPLICATION));
    try (ShellApplication application =
        ShellApplication.submit(conf, new ShellApplication.Submission(command, 1, files))) {
      assertThat(awaitLogs(conf, application))
          .contains("some words\nsome words\nhost=127.0.0.1", "Runtime Environment");
    }
    assertThat(Stream.of(0, 1, 2).map(node -> publicCache(node).toFile().list()))
        .anySatisfy(cached -> assertThat(cached).isNotEmpty());
  }

  private static Path publicCache(int node) {
    return cluster.baseDir().resolve("node" + (node + 1)).resolve("local/filecache");
  }

  private static LocalResource resource(String path, LocalResourceVisibility visibility)
      throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path);
    try (OutputStream out = cluster.fileSystem().create(file)) {
      out.write("some words\n".getBytes(StandardCharsets.UTF_8));
    }
    var status = cluster.fileSystem().getFileStatus(file);
    return LocalResource.newInstance(
        URL.fromPath(file),
        LocalResourceType.FILE,
        visibility,
        status.getLen(),
        status.getModificationTime());
  }

  @Test
  void aKilledApplicationMasterIsTriedAgain() throws Exception {
    try (ShellApplication application =
        ShellApplication.submit(cluster.clientConf(), "sleep 600", 2)) {
      RunningContainer first = awaitContainer(application, 1);
      cluster.kill(first.id());
      RunningContainer second = awaitContainer(application, 2);

      assertThat(first.applicationMaster()).isTrue();
      assertThat(ProcessHandle.of(first.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(second.pid()).isNotEqualTo(first.pid());
      application.kill();
    }
  }

  @Test
  void aStoppedNodeManagerTakesItsContainersWithItAndComesBack() throws Exception {
    try (ShellApplication application =
        ShellApplication.submit(cluster.clientConf(), "sleep 600", 1)) {
      RunningContainer container = awaitContainer(application, 1);
      cluster.stopNodeManager(container.node());
      assertThat(ProcessHandle.of(container.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(cluster.resourceManager().getRMContext().getRMNodes()).hasSize(2);
      ApplicationReport report = application.awaitEnd();
      assertThat(report.getDiagnostics()).isNotEmpty();

      cluster.startNodeManager(container.node());
      assertThat(cluster.resourceManager().getRMContext().getRMNodes()).hasSize(3);
    }
  }

  @Test
  void aDataNodeComesBackWithItsBlocks() throws Exception {
    cluster.writeFile("/on-second", new byte[512], 512, List.of(List.of(1)));
    cluster.stopDataNode(1);
    cluster.startDataNode(1);
    try (var in = cluster.fileSystem().open(new org.apache.hadoop.fs.Path("/on-second"))) {
      assertThat(in.readAllBytes()).hasSize(512);
    }
  }

  @Test
  void theServersWebPagesAnswer() throws Exception {
    String nameNode = "http://127.0.0.1:" + cluster.nameNode().getHttpAddress().getPort();

    assertThat(get(cluster.webUri() + "/ws/v1/cluster/info")).contains("STARTED");
    assertThat(get(cluster.webUri() + "/cluster/nodes")).contains("127.0.0.13");
    for (int i = 0; i < cluster.nodes(); i++) {
      int port = cluster.nodeManager(i).getNMContext().getHttpPort();
      String node = "http://" + cluster.host(i) + ":" + port;
      assertThat(get(node + "/ws/v1/node/info")).contains(cluster.host(i));
      assertThat(get(node + "/node")).contains("NodeManager");
    }
    assertThat(get(nameNode + "/webhdfs/v1/?op=LISTSTATUS")).contains("tmp");
    assertThat(get(nameNode + "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo"))
        .contains("LiveNodes");
  }

  private static String get(String url) throws IOException {
    try (var in = URI.create(url).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aProcessWithTheWrittenConfigurationReachesHdfsAndYarn(@TempDir Path dir) throws Exception {
    cluster.writeFile("/from-outside", new byte[512], 512, List.of(List.of(1)));
    cluster.writeConf(dir.resolve("conf"));
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                dir.resolve("conf") + ":" + System.getProperty("java.class.path"),
                PlainClient.class.getName(),
                "/from-outside")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output.lines())
        .contains(
            "block on 127.0.0.12 rack /rack2",
            "node 127.0.0.11 rack /rack1",
            "node 127.0.0.12 rack /rack2",
            "node 127.0.0.13 rack /rack1",
            "resolved 127.0.0.12 to /rack2");
    assertThat(process.waitFor()).isZero();
  }

  private static String rackOf(String topologyPath) {
    return topologyPath.substring(0, topologyPath.lastIndexOf('/'));
  }

  private static YarnClient yarnClient(Configuration conf) {
    YarnClient client = YarnClient.createYarnClient();
    client.init(conf);
    client.start();
    return client;
  }

  private static RunningContainer awaitContainer(ShellApplication application, int attempt)
      throws IOException {
    Waiting.until("attempt " + attempt + " runs", () -> find(application, attempt) != null);
    return find(application, attempt);
  }

  private static RunningContainer find(ShellApplication application, int attempt) {
    return cluster.containers().stream()
        .filter(
            container -> {
              ContainerId id = container.id();
              return id.getApplicationAttemptId().getApplicationId().equals(application.id())
                  && id.getApplicationAttemptId().getAttemptId() == attempt;
            })
        .findFirst()
        .orElse(null);
  }

  private static String awaitLogs(Configuration conf, ShellApplication application)
      throws Exception {
    ApplicationReport report = application.awaitLogs();
    LogAggregationFileController logs =
        new LogAggregationFileControllerFactory(conf)
            .getFileControllerForRead(application.id(), System.getProperty("user.name"));
    ContainerLogsRequest request = new ContainerLogsRequest();
    request.setAppId(application.id());
    request.setAppOwner(System.getProperty("user.name"));
    request.setContainerId(
        ContainerId.newContainerId(report.getCurrentApplicationAttemptId(), 1).toString());
    request.setLogTypes(new HashSet<>());
    request.setBytes(Long.MAX_VALUE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(logs.readAggregatedLogs(request, out)).as("found").isTrue();
    return out.toString(StandardCharsets.UTF_8);
  }
}
