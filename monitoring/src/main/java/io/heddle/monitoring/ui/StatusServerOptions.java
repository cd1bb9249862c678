package io.heddle.monitoring.ui;

import java.util.List;

/**
 * How the status page is served.
 *
 * @param bindHost address or name of the interface to listen on; empty for all
 * @param port 0 for any free one
 * @param proxyHosts names or addresses from which the proxy asks; empty when there is no proxy, and
 *     then anyone may ask
 * @param proxyBase where others are sent: the application's URL at the proxy, such as {@code
 *     http://rm:8088/proxy/application_1_1}; needed when there are proxy hosts
 */
public record StatusServerOptions(
    String bindHost, int port, List<String> proxyHosts, String proxyBase) {
  public StatusServerOptions {
    proxyHosts = List.copyOf(proxyHosts);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
    if (!proxyHosts.isEmpty() && !proxyBase.matches("https?://[^\\s\"<>]+")) {
      throw new IllegalArgumentException("not a proxy's URL: " + proxyBase);
    }
  }

  /** A free port on the given interface, for anyone. */
  public static StatusServerOptions open(String bindHost) {
    return new StatusServerOptions(bindHost, 0, List.of(), "");
  }
}
