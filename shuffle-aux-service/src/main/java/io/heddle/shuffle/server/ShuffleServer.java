package io.heddle.shuffle.server;

import io.heddle.shuffle.file.MapOutputCache;
import io.heddle.shuffle.file.ShuffleDirectories;
import io.heddle.shuffle.wire.NettyTransport;
import io.heddle.shuffle.wire.Protocol;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the map outputs under a node's local directories to the executors of the applications that
 * are registered with it. It only reads.
 *
 * <p>All methods may be called by any thread. Threads of the server are daemons; {@link #close()}
 * ends them and every connection.
 */
public final class ShuffleServer implements Closeable {
  /** A shorter secret is refused. */
  public static final int MIN_SECRET_BYTES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ShuffleServer.class);

  private final List<Path> localDirs;
  private final ShuffleServerOptions options;
  private final NettyTransport transport = NettyTransport.available();
  private final ConcurrentHashMap<String, Application> applications = new ConcurrentHashMap<>();
  private final MapOutputCache cache;
  private final ShuffleServerCounters counters = new ShuffleServerCounters();
  private final SecureRandom random = new SecureRandom();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private EventLoopGroup group;
  private InetSocketAddress address;
  private boolean closed;

  /**
   * @param localDirs the NodeManager's local directories, under which applications have theirs
   */
  public ShuffleServer(List<Path> localDirs, ShuffleServerOptions options) {
    if (localDirs.isEmpty()) {
      throw new IllegalArgumentException("no local directory");
    }
    this.localDirs = Collections.unmodifiableList(new ArrayList<>(localDirs));
    this.options = options;
    this.cache = new MapOutputCache(options.indexCacheBytes());
  }

  /**
   * Binds and begins to serve.
   *
   * @param host the address to bind; null for all of them
   * @param port 0 for any free one
   * @throws IOException when it cannot be bound
   */
  public synchronized void start(String host, int port) throws IOException {
    if (closed || group != null) {
      throw new IllegalStateException("shuffle server was started or closed before");
    }
    group = transport.group(options.threads(), "heddle-shuffle-server");
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    ChannelFuture bound =
        (host == null ? bootstrap.bind(port) : bootstrap.bind(host, port)).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      String where = (host == null ? "*" : host) + ":" + port;
      close();
      throw new IOException("shuffle server cannot bind " + where, bound.cause());
    }
    channels.add(bound.channel());
    address = (InetSocketAddress) bound.channel().localAddress();
    LOG.info("shuffle server listens on {} ({})", address, transport);
  }

  private void accept(SocketChannel channel) {
    channels.add(channel);
    long idleMillis = options.idleTimeout().toMillis();
    channel
        .pipeline()
        // Counts a slow reader as alive as long as bytes of ours leave.
        .addLast(new IdleStateHandler(true, 0, 0, idleMillis, TimeUnit.MILLISECONDS))
        .addLast(new ServerConnection(applications::get, cache, options, counters, random));
  }

  /** The port that was bound. */
  public synchronized int port() {
    if (address == null) {
      throw new IllegalStateException("shuffle server is not started");
    }
    return address.getPort();
  }

  /** What it runs on: EPOLL or NIO. */
  public NettyTransport transport() {
    return transport;
  }

  public ShuffleServerCounters counters() {
    return counters;
  }

  /** Whether the application is registered. */
  public boolean knows(String applicationId) {
    return applications.containsKey(applicationId);
  }

  /**
   * Lets executors that know the secret read the application's map outputs.
   *
   * @param user whose directory the application's files are under
   * @param secret at least {@link #MIN_SECRET_BYTES} bytes; copied
   * @return false when it was registered already, with the same user and secret
   * @throws IllegalArgumentException when the id, the user or the secret cannot be one
   * @throws IllegalStateException when it is registered with another user or secret
   */
  public boolean registerApplication(String applicationId, String user, byte[] secret) {
    if (applicationId.getBytes(StandardCharsets.UTF_8).length > Protocol.MAX_APPLICATION_ID_BYTES) {
      throw new IllegalArgumentException("application id is too long: " + applicationId);
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the secret of " + applicationId + " has only " + secret.length + " bytes");
    }
    Application fresh =
        new Application(
            applicationId,
            user,
            secret.clone(),
            ShuffleDirectories.ofNodeManager(localDirs, user, applicationId));
    Application known = applications.putIfAbsent(applicationId, fresh);
    if (known != null && !known.sameAs(user, secret)) {
      throw new IllegalStateException(
          applicationId + " is registered with another secret or user; it is left as it was");
    }
    return known == null;
  }

  /** Forgets the application and closes its connections. Does nothing when it is not known. */
  public void unregisterApplication(String applicationId) {
    Application application = applications.remove(applicationId);
    if (application == null) {
      return;
    }
    for (Channel connection : application.remove()) {
      connection.close();
    }
    cache.forget(application.directories());
  }

  /** Stops serving at once; transfers under way are cut off. */
  @Override
  public synchronized void close() {
    closed = true;
    channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    if (group != null) {
      group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
  }
}
