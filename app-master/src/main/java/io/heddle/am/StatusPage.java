package io.heddle.am;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.MonitoringSettings;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.ui.StatusServer;
import io.heddle.monitoring.ui.StatusServerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.webapp.util.WebAppUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The status page behind YARN's web proxy. */
final class StatusPage {
  private static final Logger LOG = LoggerFactory.getLogger(StatusPage.class);

  private StatusPage() {}

  /**
   * Starts the page.
   *
   * @param proxyPath the application's path at the proxy; empty when there is none
   * @return null when it is switched off or cannot be had: an application goes on without it
   */
  static StatusServer start(
      StatusStore store, HeddleConf conf, Configuration hadoop, String proxyPath) {
    if (!conf.get(MonitoringSettings.UI_ENABLED)) {
      return null;
    }
    int port = conf.get(MonitoringSettings.UI_PORT);
    try {
      return StatusServer.start(store, options(hadoop, port, proxyPath));
    } catch (IOException e) {
      LOG.warn("There is no status page: {}", e.toString());
      return null;
    }
  }

  /** What the ResourceManager links to; empty without a page. */
  static String trackingUrl(StatusServer server, String host) {
    return server == null ? "" : "http://" + host + ":" + server.port() + "/";
  }

  private static StatusServerOptions options(Configuration hadoop, int port, String proxyPath) {
    List<String> proxies = WebAppUtils.getProxyHostsAndPortsForAmFilter(hadoop);
    if (proxies.isEmpty() || proxyPath.isEmpty()) {
      return new StatusServerOptions("", port, List.of(), "");
    }
    List<String> hosts = new ArrayList<>();
    for (String proxy : proxies) {
      hosts.add(proxy.substring(0, proxy.lastIndexOf(':')));
    }
    String scheme = YarnConfiguration.useHttps(hadoop) ? "https" : "http";
    return new StatusServerOptions("", port, hosts, scheme + "://" + proxies.get(0) + proxyPath);
  }
}
