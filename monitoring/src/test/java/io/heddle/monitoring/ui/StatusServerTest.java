package io.heddle.monitoring.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.monitoring.SampleApplication;
import io.heddle.monitoring.rest.SummaryReader;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StatusServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final StatusStore store = new StatusStore(StoreLimits.defaults());

  private StatusServer start() throws IOException {
    return StatusServer.start(store, StatusServerOptions.open("127.0.0.1"));
  }

  private static HttpResponse<String> send(URI uri, String method, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job?id=1",
        "stage?id=0",
        "stage?id=3&order=host",
        "executors",
        "storage",
        "settings"
      })
  void everyPageOfAFullStoreIsThere(String page) throws Exception {
    SampleApplication.play(1, System.currentTimeMillis() - 33_000, store);
    try (StatusServer server = start()) {
      HttpResponse<String> answer = send(server.url().resolve(page), "GET");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'sha256-");
      assertThat(answer.body()).endsWith("</html>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "executors", "storage", "settings", "api/v1/summary", "api/v1/jobs"})
  void everyPageOfAnEmptyStoreIsThere(String page) throws Exception {
    try (StatusServer server = start()) {
      assertThat(send(server.url().resolve(page), "GET").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "job?id=7", "api/v1/nothing", "api/v2/jobs", "favicon.ico"})
  void otherPlacesAreNotThere(String page) throws Exception {
    try (StatusServer server = start()) {
      assertThat(send(server.url().resolve(page), "GET").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void clientReadsTheSummaryOfTheServer() throws Exception {
    SampleApplication.play(1, 1000, store);
    try (StatusServer server = start()) {
      assertThat(SummaryReader.fetch(server.url(), LIMIT)).isEqualTo(store.summary());
      URI withoutSlash = URI.create("http://127.0.0.1:" + server.port());
      assertThat(SummaryReader.fetch(withoutSlash, LIMIT)).isEqualTo(store.summary());
    }
  }

  @Test
  void clientIsToldWhenThereIsNoSummary() throws Exception {
    URI gone;
    try (StatusServer server = start()) {
      gone = server.url();
      assertThatThrownBy(() -> SummaryReader.fetch(server.url().resolve("nothing"), LIMIT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("404");
    }
    assertThatThrownBy(() -> SummaryReader.fetch(gone, LIMIT)).isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void onlyGetIsTaken(String method) throws Exception {
    try (StatusServer server = start()) {
      assertThat(send(server.url(), method).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void headHasNoBody() throws Exception {
    try (StatusServer server = start()) {
      HttpResponse<String> answer = send(server.url(), "HEAD");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void nameInTheProxysCookieIsShownEscaped() throws Exception {
    try (StatusServer server = start()) {
      assertThat(send(server.url(), "GET", "Cookie", "proxy-user=grace").body())
          .contains("seen by grace");
      assertThat(send(server.url(), "GET", "Cookie", "proxy-user=<b>x").body())
          .doesNotContain("<b>x");
    }
  }

  @Test
  void proxyOnThisMachineIsAnsweredAndOthersAreSentToIt() throws Exception {
    Optional<InetAddress> outside = addressBeyondLoopback();
    Assumptions.assumeTrue(outside.isPresent(), "this machine has a loopback interface only");
    StatusServerOptions options =
        new StatusServerOptions(
            "", 0, List.of("192.0.2.1"), "http://rm:8088/proxy/application_1_1");
    try (StatusServer server = StatusServer.start(store, options)) {
      String near = "http://127.0.0.1:" + server.port() + "/executors";
      assertThat(send(URI.create(near), "GET").statusCode()).isEqualTo(200);
      String far = "http://" + outside.orElseThrow().getHostAddress() + ":" + server.port();
      HttpResponse<String> answer = send(URI.create(far + "/stage?id=1&order=host"), "GET");
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("http://rm:8088/proxy/application_1_1/stage?id=1&order=host");
      HttpResponse<String> api = send(URI.create(far + "/api/v1/summary"), "GET");
      assertThat(api.statusCode()).isEqualTo(302);
    }
  }

  private static Optional<InetAddress> addressBeyondLoopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
        .findFirst();
  }

  @Test
  void serverThatNobodyAskedStopsAtOnce() throws Exception {
    StatusServer server = start();
    URI url = server.url();
    server.close();
    assertThatThrownBy(() -> send(url, "GET")).isInstanceOf(IOException.class);
    server.close();
  }

  @Test
  void portThatIsTakenIsAnError() throws Exception {
    try (StatusServer server = start()) {
      assertThatThrownBy(
              () ->
                  StatusServer.start(
                      store, new StatusServerOptions("127.0.0.1", server.port(), List.of(), "")))
          .isInstanceOf(IOException.class);
    }
  }
}
