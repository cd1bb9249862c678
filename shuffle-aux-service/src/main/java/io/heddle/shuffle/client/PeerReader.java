package io.heddle.shuffle.client;

import io.heddle.shuffle.file.Crc32c;
import io.heddle.shuffle.wire.BlockStatus;
import io.heddle.shuffle.wire.DataHeader;
import io.heddle.shuffle.wire.FrameDecoder;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.wire.ProtocolException;
import io.heddle.shuffle.wire.ReadRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * The client's side of a peer's connection. States: opening (see {@link ClientOpening}), open,
 * over. Reads are answered in the order in which they were sent. Runs on the connection's event
 * loop, but for {@link #read} and {@link #isOver}.
 */
final class PeerReader extends FrameDecoder {
  /** One block that somebody waits for. */
  static final class Read {
    final String block;
    final long maxBytes;
    final CompletableFuture<byte[]> bytes;

    Read(String block, long maxBytes, CompletableFuture<byte[]> bytes) {
      this.block = block;
      this.maxBytes = maxBytes;
      this.bytes = bytes;
    }
  }

  private final Endpoint endpoint;
  private final EventLoop loop;
  private final ClientOpening opening;
  private final ArrayDeque<Read> unsent = new ArrayDeque<>();
  private final ArrayDeque<Read> pending = new ArrayDeque<>();
  private ChannelHandlerContext context;
  private boolean open;
  private long nextSent;
  private long nextAnswered;
  private byte[] incoming;
  private int filled;
  private int checksum;
  private volatile Throwable over;

  PeerReader(Endpoint endpoint, EventLoop loop, ClientOpening opening) {
    this.endpoint = endpoint;
    this.loop = loop;
    this.opening = opening;
  }

  boolean isOver() {
    return over != null;
  }

  void read(Read read) {
    try {
      loop.execute(
          () -> {
            if (over != null) {
              read.bytes.completeExceptionally(over);
            } else {
              unsent.add(read);
              sendAll();
            }
          });
    } catch (RejectedExecutionException e) {
      read.bytes.completeExceptionally(new IOException("the peer client is closed", e));
    }
  }

  private void sendAll() {
    if (!open || unsent.isEmpty()) {
      return;
    }
    for (Read next = unsent.poll(); next != null; next = unsent.poll()) {
      pending.add(next);
      context.write(new ReadRequest(nextSent++, next.block).encode(context.alloc()));
    }
    context.flush();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    ctx.writeAndFlush(opening.hello(ctx.alloc()));
  }

  @Override
  protected void onFrame(ChannelHandlerContext ctx, byte type, FrameParser body)
      throws ProtocolException {
    if (!open) {
      open(ctx, type, body);
    } else if (type == Protocol.DATA) {
      onData(DataHeader.decode(body));
    } else {
      throw new ProtocolException("frame of type " + type);
    }
  }

  private void open(ChannelHandlerContext ctx, byte type, FrameParser body)
      throws ProtocolException {
    try {
      ByteBuf answer = opening.onFrame(ctx.alloc(), type, body);
      if (answer != null) {
        ctx.writeAndFlush(answer);
      } else {
        allowLargeFrames();
        open = true;
        sendAll();
      }
    } catch (ProtocolException e) {
      throw e;
    } catch (IOException e) {
      fail(e);
    }
  }

  private void onData(DataHeader header) throws ProtocolException {
    Read read = pending.peek();
    if (read == null || header.requestId() != nextAnswered) {
      throw new ProtocolException("block " + header.requestId() + " was not the next one due");
    }
    if (header.status() != BlockStatus.OK) {
      answered();
      String told = endpoint + ": " + header.status() + ": " + header.message();
      read.bytes.completeExceptionally(
          header.status() == BlockStatus.MISSING
              ? new MissingBlockException(told)
              : new IOException(told));
    } else if (header.length() > Math.min(read.maxBytes, Integer.MAX_VALUE - 8)) {
      throw new ProtocolException(
          read.block + " has " + header.length() + " bytes, at most " + read.maxBytes);
    } else {
      incoming = new byte[(int) header.length()];
      filled = 0;
      checksum = header.checksum();
      expectRaw(header.length());
      completeIncoming();
    }
  }

  @Override
  protected void onRaw(ChannelHandlerContext ctx, ByteBuf bytes) {
    int count = bytes.readableBytes();
    bytes.readBytes(incoming, filled, count);
    filled += count;
    completeIncoming();
  }

  private void completeIncoming() {
    if (filled < incoming.length) {
      return;
    }
    byte[] whole = incoming;
    incoming = null;
    Read read = answered();
    if (Crc32c.of(whole, 0, whole.length) == checksum) {
      read.bytes.complete(whole);
    } else {
      read.bytes.completeExceptionally(
          new IOException(read.block + " from " + endpoint + " has a wrong checksum"));
    }
  }

  private Read answered() {
    nextAnswered++;
    return pending.poll();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      fail(new SocketTimeoutException("nothing moves on the connection to " + endpoint));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(new IOException("connection to " + endpoint + " has ended"));
  }

  @Override
  protected void onProtocolError(ChannelHandlerContext ctx, ProtocolException error) {
    fail(error);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause);
  }

  /** Ends the connection and all reads. To be called on its event loop. */
  void fail(Throwable cause) {
    if (over != null) {
      return;
    }
    over = cause;
    stopDecoding();
    incoming = null;
    if (context != null) {
      context.close();
    }
    for (Read read = pending.poll(); read != null; read = pending.poll()) {
      read.bytes.completeExceptionally(cause);
    }
    for (Read read = unsent.poll(); read != null; read = unsent.poll()) {
      read.bytes.completeExceptionally(cause);
    }
  }
}
