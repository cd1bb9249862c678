package io.heddle.monitoring.ui;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may ask the status page directly: the resource manager's web proxy, which has checked
 * the user, and processes of this machine. Everyone else is to be sent to the proxy.
 *
 * <p>Host names are resolved with the first question, and again every five minutes, because the
 * proxy may move. Any thread.
 */
final class ProxyCheck {
  /** Cookie in which the proxy names the user; good for display only. */
  static final String USER_COOKIE = "proxy-user";

  private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();
  private static final Logger LOG = LoggerFactory.getLogger(ProxyCheck.class);

  private final List<String> hosts;
  private final String base;
  private final LongSupplier nanoClock;
  private Set<InetAddress> addresses = Set.of();
  private long resolvedAtNanos;
  private boolean resolved;

  /**
   * @param hosts of the proxy; when empty, everyone may ask
   * @param base the application's URL at the proxy
   */
  ProxyCheck(List<String> hosts, String base, LongSupplier nanoClock) {
    this.hosts = List.copyOf(hosts);
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.nanoClock = nanoClock;
  }

  boolean admits(InetAddress asker) {
    return hosts.isEmpty() || asker.isLoopbackAddress() || addresses().contains(asker);
  }

  /**
   * Where someone who is not admitted finds what was asked for.
   *
   * @param pathAndQuery still encoded, beginning with a slash
   */
  String redirect(String pathAndQuery) {
    return base + (pathAndQuery.startsWith("/") ? pathAndQuery : "/");
  }

  private synchronized Set<InetAddress> addresses() {
    long now = nanoClock.getAsLong();
    if (!resolved || now - resolvedAtNanos > FRESH_NANOS) {
      Set<InetAddress> found = new HashSet<>();
      for (String host : hosts) {
        try {
          found.addAll(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
          LOG.warn("The address of the proxy's host {} cannot be found", host);
        }
      }
      addresses = found;
      resolved = true;
      resolvedAtNanos = now;
    }
    return addresses;
  }
}
