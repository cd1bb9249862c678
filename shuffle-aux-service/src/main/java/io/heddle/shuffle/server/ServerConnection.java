package io.heddle.shuffle.server;

import io.heddle.shuffle.file.MapOutputCache;
import io.heddle.shuffle.wire.BlockRange;
import io.heddle.shuffle.wire.FetchRequest;
import io.heddle.shuffle.wire.FrameDecoder;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.wire.ProtocolException;
import io.heddle.shuffle.wire.Refusal;
import io.heddle.shuffle.wire.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of one connection. States: {@code HELLO → PROOF → OPEN}, and from each of them
 * {@code → CLOSED}. Runs on the connection's event loop.
 */
final class ServerConnection extends FrameDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

  private enum State {
    HELLO,
    PROOF,
    OPEN,
    CLOSED
  }

  private final Function<String, Application> applications;
  private final MapOutputCache cache;
  private final ShuffleServerOptions options;
  private final ShuffleServerCounters counters;
  private final SecureRandom random;

  private State state = State.HELLO;
  private Application application;
  private Handshake handshake;
  private BlockSender sender;
  private Future<?> openingDeadline;

  ServerConnection(
      Function<String, Application> applications,
      MapOutputCache cache,
      ShuffleServerOptions options,
      ShuffleServerCounters counters,
      SecureRandom random) {
    this.applications = applications;
    this.cache = cache;
    this.options = options;
    this.counters = counters;
    this.random = random;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (counters.openConnections.incrementAndGet() > options.maxConnections()) {
      refuse(ctx, RefusalCode.OVERLOADED, "more than " + options.maxConnections() + " connections");
      return;
    }
    openingDeadline =
        ctx.executor()
            .schedule(
                () -> {
                  if (state != State.OPEN) {
                    ctx.close();
                  }
                },
                options.openingTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    counters.openConnections.decrementAndGet();
    state = State.CLOSED;
    stopDecoding();
    if (openingDeadline != null) {
      openingDeadline.cancel(false);
    }
    if (sender != null) {
      sender.stop();
      application.detach(ctx.channel());
    }
  }

  @Override
  protected void onFrame(ChannelHandlerContext ctx, byte type, FrameParser body)
      throws ProtocolException {
    if (state == State.HELLO && type == Protocol.HELLO) {
      onHello(ctx, Hello.decode(body));
    } else if (state == State.PROOF && type == Protocol.PROOF) {
      onProof(ctx, Proof.decode(body));
    } else if (state == State.OPEN && type == Protocol.FETCH) {
      onFetch(ctx, FetchRequest.decode(body));
    } else {
      throw new ProtocolException("frame of type " + type + " in state " + state);
    }
  }

  private void onHello(ChannelHandlerContext ctx, Hello hello) {
    if (hello.version() != Protocol.VERSION) {
      refuse(
          ctx,
          RefusalCode.VERSION,
          "version " + hello.version() + ", this server speaks " + Protocol.VERSION);
      return;
    }
    application = applications.apply(hello.applicationId());
    if (application == null) {
      counters.authenticationFailures.increment();
      refuse(
          ctx, RefusalCode.UNKNOWN_APPLICATION, hello.applicationId() + " is not registered here");
      return;
    }
    handshake = Handshake.answering(hello, application.id(), application.secret(), random);
    state = State.PROOF;
    ctx.writeAndFlush(handshake.challenge().encode(ctx.alloc()));
  }

  private void onProof(ChannelHandlerContext ctx, byte[] proof) {
    if (!handshake.accepts(proof)) {
      counters.authenticationFailures.increment();
      LOG.warn(
          "{} gave a wrong proof for application {}",
          ctx.channel().remoteAddress(),
          application.id());
      refuse(ctx, RefusalCode.AUTHENTICATION, "wrong secret for " + application.id());
      return;
    }
    if (!application.attach(ctx.channel())) {
      refuse(ctx, RefusalCode.UNKNOWN_APPLICATION, application.id() + " has ended");
      return;
    }
    sender = new BlockSender(ctx, application, cache, counters);
    state = State.OPEN;
    openingDeadline.cancel(false);
    allowLargeFrames();
    ctx.writeAndFlush(Proof.encodeReady(ctx.alloc()));
  }

  private void onFetch(ChannelHandlerContext ctx, FetchRequest request) {
    if (application.isRemoved()) {
      // The close that removal sent may still be on its way to this thread.
      ctx.close();
      return;
    }
    counters.requests.increment();
    int ordinal = 0;
    for (BlockRange range : request.blocks()) {
      sender.add(request.requestId(), ordinal++, range);
    }
    sender.pump();
  }

  @Override
  protected void onRaw(ChannelHandlerContext ctx, ByteBuf bytes) throws ProtocolException {
    throw new ProtocolException("bytes outside of a frame");
  }

  @Override
  protected void onProtocolError(ChannelHandlerContext ctx, ProtocolException error) {
    counters.protocolErrors.increment();
    LOG.warn("closing connection of {}: {}", ctx.channel().remoteAddress(), error.getMessage());
    if (sender == null) {
      refuse(ctx, RefusalCode.PROTOCOL, error.getMessage());
    } else {
      // A refusal could land in the middle of a block's bytes.
      close(ctx);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      close(ctx);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection of {} broke", ctx.channel().remoteAddress(), cause);
    } else {
      LOG.error("connection of {} failed", ctx.channel().remoteAddress(), cause);
    }
    close(ctx);
  }

  private void refuse(ChannelHandlerContext ctx, RefusalCode code, String message) {
    state = State.CLOSED;
    stopDecoding();
    ctx.writeAndFlush(new Refusal(code, message).encode(ctx.alloc()))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void close(ChannelHandlerContext ctx) {
    state = State.CLOSED;
    stopDecoding();
    if (sender != null) {
      sender.stop();
    }
    ctx.close();
  }
}
