package io.heddle.shuffle.server;

import io.heddle.shuffle.wire.NettyTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves blocks of one process of an application to the others, by name, as {@link
 * io.heddle.shuffle.wire.Protocol} says. What the blocks are is the owner's business. Every
 * connection has proved that it knows the application's secret before it is answered.
 *
 * <p>Memory: of each connection one block at most is being sent, without a copy. All methods may be
 * called by any thread. Its threads are daemons.
 */
public final class PeerServer implements Closeable {
  private static final int WORKERS = 2;
  private static final long IDLE_SECONDS = 180;

  private final String applicationId;
  private final byte[] secret;
  private final PeerBlocks blocks;
  private final SecureRandom random = new SecureRandom();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final EventLoopGroup group;
  private final ThreadPoolExecutor workers;
  private final int port;

  /**
   * Binds and begins to serve.
   *
   * @param secret of the application; copied
   * @param host the address to bind; null for all of them
   * @throws IOException when it cannot be bound
   */
  public PeerServer(String applicationId, byte[] secret, PeerBlocks blocks, String host)
      throws IOException {
    this.applicationId = applicationId;
    this.secret = secret.clone();
    this.blocks = blocks;
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("heddle-peer-blocks", true));
    workers.allowCoreThreadTimeOut(true);
    NettyTransport transport = NettyTransport.available();
    group = transport.group(1, "heddle-peer-server");
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, 1024)
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
        (host == null ? bootstrap.bind(0) : bootstrap.bind(host, 0)).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new IOException("no port for peers on " + host, bound.cause());
    }
    channels.add(bound.channel());
    port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private void accept(SocketChannel channel) {
    channels.add(channel);
    channel
        .pipeline()
        .addLast(new IdleStateHandler(true, 0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
        .addLast(new PeerConnection(this, random));
  }

  /** The port that was bound. */
  public int port() {
    return port;
  }

  String applicationId() {
    return applicationId;
  }

  byte[] secret() {
    return secret;
  }

  PeerBlocks blocks() {
    return blocks;
  }

  ExecutorService workers() {
    return workers;
  }

  /** Stops serving at once; transfers under way are cut off. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    workers.shutdown();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
