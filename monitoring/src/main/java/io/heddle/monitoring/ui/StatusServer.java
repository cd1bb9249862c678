package io.heddle.monitoring.ui;

import io.heddle.monitoring.rest.RestApi;
import io.heddle.monitoring.store.StatusStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.ZoneId;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the pages and the JSON of a store.
 *
 * <p>It stands on the way to an application's first task, so {@link #start} only binds the port,
 * which takes a few milliseconds. A thread waits for the first connection; only then are Jetty and
 * the pages loaded, and that connection is served a few hundred milliseconds late.
 */
public final class StatusServer implements AutoCloseable {
  private static final int MOST_THREADS = 8;
  private static final int BACKLOG = 64;
  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);

  private final StatusStore store;
  private final StatusServerOptions options;
  private final ServerSocketChannel channel;
  private final Selector firstConnection;
  private final Thread starter;
  private final int port;
  private Server jetty;
  private volatile boolean closed;

  private StatusServer(
      StatusStore store,
      StatusServerOptions options,
      ServerSocketChannel channel,
      Selector firstConnection)
      throws IOException {
    this.store = store;
    this.options = options;
    this.channel = channel;
    this.firstConnection = firstConnection;
    port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    starter = new Thread(this::awaitFirstConnection, "heddle-ui-start");
    starter.setDaemon(true);
  }

  /**
   * Binds the port; connections are taken from here on.
   *
   * @throws IOException if the port cannot be bound
   */
  public static StatusServer start(StatusStore store, StatusServerOptions options)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      InetSocketAddress address =
          options.bindHost().isEmpty()
              ? new InetSocketAddress(options.port())
              : new InetSocketAddress(options.bindHost(), options.port());
      channel.bind(address, BACKLOG);
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_ACCEPT);
      StatusServer server = new StatusServer(store, options, channel, selector);
      server.starter.start();
      return server;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void awaitFirstConnection() {
    try (firstConnection) {
      firstConnection.select();
    } catch (IOException e) {
      LOG.error("The status page cannot be served", e);
      return;
    }
    synchronized (this) {
      if (!closed) {
        try {
          startJetty();
        } catch (Exception e) {
          LOG.error("The status page cannot be served", e);
        }
      }
    }
  }

  private void startJetty() throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
    threads.setName("heddle-ui");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // No acceptor thread and one selector: few ask, and seldom.
    ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.open(channel);
    server.addConnector(connector);
    server.setHandler(
        new StatusHandler(
            new ProxyCheck(options.proxyHosts(), options.proxyBase(), System::nanoTime),
            new StatusPages(store, System::currentTimeMillis, ZoneId.systemDefault()),
            new RestApi(store)));
    server.setStopTimeout(0);
    server.start();
    jetty = server;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /**
   * The page's own address, with a slash at the end: for people and for the tracking URL. Where it
   * listens on all interfaces, this machine's name is looked up.
   */
  public URI url() {
    String host = options.bindHost();
    if (host.isEmpty() || host.equals("0.0.0.0") || host.equals("::")) {
      try {
        host = InetAddress.getLocalHost().getCanonicalHostName();
      } catch (UnknownHostException e) {
        host = "localhost";
      }
    }
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
  }

  /** Stops listening and ends open connections. */
  @Override
  public void close() {
    closed = true;
    firstConnection.wakeup();
    synchronized (this) {
      try {
        if (jetty != null) {
          jetty.stop();
        }
        channel.close();
      } catch (Exception e) {
        LOG.warn("The status page did not stop in order", e);
      }
    }
  }
}
