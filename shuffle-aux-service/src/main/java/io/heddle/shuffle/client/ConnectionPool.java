package io.heddle.shuffle.client;

import io.heddle.shuffle.wire.NettyTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Connections by address, each opened when first asked for. Safe for any thread. */
final class ConnectionPool {
  private final String applicationId;
  private final byte[] secret;
  private final ShuffleClientOptions options;
  private final SecureRandom random = new SecureRandom();
  private final EventLoopGroup group;
  private final Bootstrap bootstrap;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final Map<Endpoint, List<Future<ClientConnection>>> connections = new HashMap<>();
  private int turn;
  private boolean closed;

  ConnectionPool(String applicationId, byte[] secret, ShuffleClientOptions options) {
    this.applicationId = applicationId;
    this.secret = secret;
    this.options = options;
    NettyTransport transport = NettyTransport.available();
    this.group = transport.group(options.threads(), "heddle-shuffle-client");
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(transport.channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis()));
  }

  /** A connection that is open or being opened. */
  Future<ClientConnection> connection(Endpoint endpoint) {
    Promise<ClientConnection> fresh;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("shuffle client is closed");
      }
      List<Future<ClientConnection>> known =
          connections.computeIfAbsent(endpoint, e -> new ArrayList<>());
      known.removeIf(c -> c.isDone() && !(c.isSuccess() && c.getNow().isActive()));
      if (known.size() >= options.connectionsPerAddress()) {
        return known.get(Math.floorMod(turn++, known.size()));
      }
      fresh = group.next().newPromise();
      known.add(fresh);
    }
    connect(endpoint, fresh);
    return fresh;
  }

  private void connect(Endpoint endpoint, Promise<ClientConnection> opened) {
    ClientConnection connection =
        new ClientConnection(
            endpoint, options, new ClientOpening(applicationId, secret, random), opened);
    ChannelFuture connected =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channels.add(channel);
                    channel.pipeline().addLast(connection);
                  }
                })
            .connect(endpoint.host(), endpoint.port());
    connected.addListener(
        done -> {
          if (!done.isSuccess()) {
            opened.tryFailure(done.cause());
          }
        });
  }

  /** Runs something later, on a thread of the pool. Does nothing once the pool is closed. */
  void schedule(Runnable task, long delayMillis) {
    synchronized (this) {
      if (!closed) {
        group.next().schedule(task, delayMillis, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Connections open now. */
  int size() {
    return channels.size();
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
