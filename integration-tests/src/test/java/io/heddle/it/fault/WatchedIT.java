package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.heddle.it.program.GatedSums;
import io.heddle.monitoring.store.ExecutorStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;

/** What is seen of an application while it runs: through YARN's proxy, and by JMX. */
class WatchedIT {
  private static final Pattern LOG_URL = Pattern.compile("\"logUrl\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @Test
  void pageJsonLogsAndMetricsTellTheSame() throws Exception {
    try (Scene scene = new Scene("watched")) {
      scene.submit(scene.heddle(), GatedSums.class);
      scene.awaitExecutors();
      scene.waiting().until(() -> scene.gates().reached("map-").size() == 3);

      String url = scene.cluster().report(scene.applicationId()).getTrackingUrl();
      assertThat(url).contains("/proxy/" + scene.applicationId());
      assertThat(get(url)).contains("<html", scene.applicationId(), "Running stages");
      assertThat(get(url + "executors")).contains("127.0.0.11", "127.0.0.12", "127.0.0.13");
      assertThat(get(url + "stage?id=0")).contains("GatedSums.java");
      assertThat(get(url + "api/v1/totals")).contains("\"executorsActive\":3");
      Matcher log = LOG_URL.matcher(get(url + "api/v1/executors"));
      assertThat(log.find()).isTrue();
      assertThat(get(log.group(1))).contains("stderr");

      Map<String, Object> master = metrics(scene.master().pid(), "heddle.driver:*");
      assertThat(master)
          .containsEntry("executors.active", 3)
          .containsEntry("tasks.running", 3)
          .containsKey("process.heap.used");
      ExecutorStatus executor = Scene.active(scene.status()).get(0);
      assertThat(metrics(leader(scene, executor), "heddle.executor." + executor.id() + ":*"))
          .containsEntry("tasks.active", 1)
          .containsEntry("tasks.slots", 1)
          .containsKey("memory.region");
    }
  }

  private static long leader(Scene scene, ExecutorStatus executor) {
    return scene.containers().stream()
        .filter(container -> container.id().toString().equals(executor.containerId()))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  /** Values of a container's gauges by their names. */
  @SuppressWarnings("BanJNDI") // the agent is in a JVM that this test has started
  private static Map<String, Object> metrics(long leader, String pattern) throws Exception {
    ProcessHandle java =
        ProcessHandle.of(leader)
            .orElseThrow()
            .descendants()
            .filter(process -> process.info().command().orElse("").endsWith("/java"))
            .findFirst()
            .orElseThrow();
    VirtualMachine machine = VirtualMachine.attach(Long.toString(java.pid()));
    try (JMXConnector connector =
        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      // They are registered a while after the start, which they would slow down.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !beans.queryNames(new ObjectName(pattern), null).isEmpty());
      Map<String, Object> values = new TreeMap<>();
      for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
        values.put(name.getKeyProperty("name"), beans.getAttribute(name, "Value"));
      }
      return values;
    } finally {
      machine.detach();
    }
  }

  private String get(String url) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(url).isEqualTo(200);
    return response.body();
  }
}
