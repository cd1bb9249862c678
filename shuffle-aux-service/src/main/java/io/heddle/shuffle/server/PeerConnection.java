package io.heddle.shuffle.server;

import io.heddle.shuffle.wire.BlockStatus;
import io.heddle.shuffle.wire.DataHeader;
import io.heddle.shuffle.wire.FrameDecoder;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.wire.ProtocolException;
import io.heddle.shuffle.wire.ReadRequest;
import io.heddle.shuffle.wire.Refusal;
import io.heddle.shuffle.wire.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of a peer's connection. States: {@code HELLO → PROOF → OPEN}, and from each of
 * them {@code → CLOSED}. One block at a time is found, by a worker, and sent; so a connection holds
 * no more than that one. Runs on the connection's event loop.
 */
final class PeerConnection extends FrameDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);

  /** Over this many waiting requests the connection is not read any more. */
  private static final int MAX_WAITING = 64;

  private enum State {
    HELLO,
    PROOF,
    OPEN,
    CLOSED
  }

  private final PeerServer server;
  private final SecureRandom random;
  private final ArrayDeque<ReadRequest> waiting = new ArrayDeque<>();
  private State state = State.HELLO;
  private Handshake handshake;
  private boolean sending;

  PeerConnection(PeerServer server, SecureRandom random) {
    this.server = server;
    this.random = random;
  }

  @Override
  protected void onFrame(ChannelHandlerContext ctx, byte type, FrameParser body)
      throws ProtocolException {
    if (state == State.HELLO && type == Protocol.HELLO) {
      onHello(ctx, Hello.decode(body));
    } else if (state == State.PROOF && type == Protocol.PROOF) {
      onProof(ctx, Proof.decode(body));
    } else if (state == State.OPEN && type == Protocol.READ) {
      waiting.add(ReadRequest.decode(body));
      pump(ctx);
    } else {
      throw new ProtocolException("frame of type " + type + " in state " + state);
    }
  }

  private void onHello(ChannelHandlerContext ctx, Hello hello) {
    if (hello.version() != Protocol.VERSION) {
      refuse(ctx, RefusalCode.VERSION, "version " + hello.version());
      return;
    }
    String id = server.applicationId();
    if (!hello.applicationId().equals(id)) {
      refuse(ctx, RefusalCode.UNKNOWN_APPLICATION, hello.applicationId() + " is not of here");
      return;
    }
    handshake = Handshake.answering(hello, id, server.secret(), random);
    state = State.PROOF;
    ctx.writeAndFlush(handshake.challenge().encode(ctx.alloc()));
  }

  private void onProof(ChannelHandlerContext ctx, byte[] proof) {
    if (!handshake.accepts(proof)) {
      LOG.warn("{} gave a wrong proof", ctx.channel().remoteAddress());
      refuse(ctx, RefusalCode.AUTHENTICATION, "wrong secret for " + server.applicationId());
      return;
    }
    state = State.OPEN;
    allowLargeFrames();
    ctx.writeAndFlush(Proof.encodeReady(ctx.alloc()));
  }

  private void pump(ChannelHandlerContext ctx) {
    ReadRequest next = sending || state != State.OPEN ? null : waiting.poll();
    if (next != null) {
      sending = true;
      try {
        server.workers().execute(() -> find(ctx, next));
      } catch (RejectedExecutionException e) {
        close(ctx); // the server is being closed
      }
    }
    boolean read = waiting.size() <= MAX_WAITING;
    if (ctx.channel().config().isAutoRead() != read) {
      ctx.channel().config().setAutoRead(read);
    }
  }

  /** Done by a worker. */
  private void find(ChannelHandlerContext ctx, ReadRequest request) {
    PeerBlock found = null;
    DataHeader header;
    try {
      found = server.blocks().find(request.block());
      header =
          found == null
              ? DataHeader.failed(
                  request.requestId(), BlockStatus.MISSING, "no block " + request.block())
              : DataHeader.ok(request.requestId(), found.length(), found.checksum());
    } catch (IOException | RuntimeException e) {
      LOG.warn("block {} cannot be read", request.block(), e);
      header =
          DataHeader.failed(request.requestId(), BlockStatus.IO_ERROR, request.block() + ": " + e);
    }
    PeerBlock block = found;
    DataHeader answer = header;
    try {
      ctx.executor().execute(() -> send(ctx, answer, block));
    } catch (RejectedExecutionException e) {
      release(block);
    }
  }

  private void send(ChannelHandlerContext ctx, DataHeader header, PeerBlock block) {
    if (state != State.OPEN) {
      release(block);
      return;
    }
    ByteBuf first = header.encode(ctx.alloc());
    if (header.length() == 0) {
      release(block);
      ctx.writeAndFlush(first).addListener(done -> sent(ctx, done.isSuccess()));
    } else {
      ctx.write(first);
      ctx.writeAndFlush(block.body()).addListener(done -> sent(ctx, done.isSuccess()));
    }
  }

  private void sent(ChannelHandlerContext ctx, boolean whole) {
    sending = false;
    if (whole) {
      pump(ctx);
    } else {
      // The header may have promised bytes that will not come.
      close(ctx);
    }
  }

  private static void release(PeerBlock block) {
    if (block != null) {
      ReferenceCountUtil.release(block.body());
    }
  }

  @Override
  protected void onRaw(ChannelHandlerContext ctx, ByteBuf bytes) throws ProtocolException {
    throw new ProtocolException("bytes outside of a frame");
  }

  @Override
  protected void onProtocolError(ChannelHandlerContext ctx, ProtocolException error) {
    LOG.warn("closing connection of {}: {}", ctx.channel().remoteAddress(), error.getMessage());
    if (state == State.OPEN) {
      close(ctx); // a refusal could land in the middle of a block's bytes
    } else {
      refuse(ctx, RefusalCode.PROTOCOL, error.getMessage());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      close(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.CLOSED;
    stopDecoding();
    waiting.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection of {} broke", ctx.channel().remoteAddress(), cause);
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
    waiting.clear();
    ctx.close();
  }
}
