package io.heddle.driver.rpc;

import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Servers on sockets. A class of its own, so that local runs never load Netty. */
final class NettyListener {
  /** The largest message: a stage's program, a shuffle's table or the results of some tasks. */
  private static final int MAX_MESSAGE_BYTES = 512 << 20;

  private NettyListener() {}

  /** A builder of a server on a free port of an address. */
  static ServerBuilder<?> on(String host) {
    return NettyServerBuilder.forAddress(new InetSocketAddress(host, 0))
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(30, TimeUnit.SECONDS)
        .keepAliveTimeout(30, TimeUnit.SECONDS)
        .permitKeepAliveTime(5, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }
}
