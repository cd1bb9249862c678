package io.heddle.shuffle.client;

import io.heddle.shuffle.wire.NettyTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads blocks by name from the {@link io.heddle.shuffle.server.PeerServer}s of other processes of
 * the application. One for each process; connections are opened when first needed, one to each
 * address, and closed when nobody uses them. All methods may be called by any thread.
 */
public final class PeerClient implements Closeable {
  private final String applicationId;
  private final byte[] secret;
  private final ShuffleClientOptions options;
  private final SecureRandom random = new SecureRandom();
  private final EventLoopGroup group;
  private final Bootstrap bootstrap;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final Map<Endpoint, PeerReader> readers = new HashMap<>();
  private boolean closed;

  /**
   * @param secret of the application; copied
   * @param options of which the timeouts and the number of threads are read
   */
  public PeerClient(String applicationId, byte[] secret, ShuffleClientOptions options) {
    this.applicationId = applicationId;
    this.secret = secret.clone();
    this.options = options;
    NettyTransport transport = NettyTransport.available();
    group = transport.group(options.threads(), "heddle-peer-client");
    bootstrap =
        new Bootstrap()
            .channel(transport.channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis()));
  }

  /**
   * Begins to read a block.
   *
   * @param maxBytes a longer block is not taken
   * @return its bytes, whose checksum was right; or an IOException: the peer cannot be reached,
   *     does not know the secret, has no such block or sent something else
   */
  public CompletableFuture<byte[]> read(String host, int port, String block, long maxBytes) {
    CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    Endpoint endpoint = new Endpoint(host, port);
    PeerReader reader;
    synchronized (this) {
      if (closed) {
        bytes.completeExceptionally(new IOException("the peer client is closed"));
        return bytes;
      }
      reader = readers.get(endpoint);
      if (reader == null || reader.isOver()) {
        reader = connect(endpoint);
        readers.put(endpoint, reader);
      }
    }
    reader.read(new PeerReader.Read(block, maxBytes, bytes));
    return bytes;
  }

  private PeerReader connect(Endpoint endpoint) {
    EventLoop loop = group.next();
    PeerReader reader =
        new PeerReader(endpoint, loop, new ClientOpening(applicationId, secret, random));
    bootstrap
        .clone(loop)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channels.add(channel);
                channel
                    .pipeline()
                    .addLast(
                        new IdleStateHandler(
                            true, 0, 0, options.ioTimeout().toMillis(), TimeUnit.MILLISECONDS))
                    .addLast(reader);
              }
            })
        .connect(endpoint.host(), endpoint.port())
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                reader.fail(done.cause());
              }
            });
    return reader;
  }

  /** Ends all reads, connections and threads. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
