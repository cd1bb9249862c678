package io.heddle.shuffle.client;

import io.heddle.shuffle.wire.BlockHeader;
import io.heddle.shuffle.wire.BlockStatus;
import io.heddle.shuffle.wire.FetchRequest;
import io.heddle.shuffle.wire.FrameDecoder;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Protocol;
import io.heddle.shuffle.wire.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client's side of one connection, shared by the fetchers of all tasks. States: opening (see
 * {@link ClientOpening}), open, failed. Requests are answered in the order in which they were sent.
 * Runs on the channel's event loop, but for {@link #fetch} and {@link #isActive}.
 */
final class ClientConnection extends FrameDecoder {
  private final Endpoint endpoint;
  private final ShuffleClientOptions options;
  private final ClientOpening opening;
  private final Promise<ClientConnection> opened;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();

  private volatile Channel channel;
  private long nextRequestId;
  private IncomingBlock incoming;
  private long skipping;
  private long lastProgressNanos;
  private Throwable failure;

  ClientConnection(
      Endpoint endpoint,
      ShuffleClientOptions options,
      ClientOpening opening,
      Promise<ClientConnection> opened) {
    this.endpoint = endpoint;
    this.options = options;
    this.opening = opening;
    this.opened = opened;
  }

  boolean isActive() {
    Channel current = channel;
    return current != null && current.isActive();
  }

  /** Sends a request; its fetcher hears of each block, or that they are lost. From any thread. */
  void fetch(FetchBatch batch) {
    Channel current = channel;
    try {
      current.eventLoop().execute(() -> send(current, batch));
    } catch (RuntimeException e) {
      batch.fetcher.lost(batch.tasks, e); // the client is being closed
    }
  }

  private void send(Channel current, FetchBatch batch) {
    if (failure != null || !current.isActive()) {
      batch.fetcher.lost(batch.tasks, failure == null ? ended() : failure);
      return;
    }
    if (pending.isEmpty()) {
      lastProgressNanos = System.nanoTime();
    }
    long requestId = nextRequestId++;
    pending.add(new Pending(requestId, batch));
    FetchRequest request = new FetchRequest(requestId, batch.ranges());
    current
        .writeAndFlush(request.encode(current.alloc()))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                fail(current, sent.cause());
              }
            });
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    lastProgressNanos = System.nanoTime();
    ctx.writeAndFlush(opening.hello(ctx.alloc()));
    watch(ctx.channel());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(ctx.channel(), ended());
  }

  @Override
  protected void onFrame(ChannelHandlerContext ctx, byte type, FrameParser body)
      throws ProtocolException {
    if (!opened.isDone()) {
      open(ctx, type, body);
    } else if (type == Protocol.BLOCK) {
      onBlock(BlockHeader.decode(body));
    } else if (type == Protocol.REFUSAL) {
      fail(ctx.channel(), ClientOpening.refused(body));
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
        if (!opened.trySuccess(this)) {
          ctx.close();
        }
      }
    } catch (ProtocolException e) {
      throw e;
    } catch (IOException e) {
      fail(ctx.channel(), e);
    }
  }

  private void onBlock(BlockHeader header) throws ProtocolException {
    Pending request = pending.peek();
    if (request == null
        || header.requestId() != request.requestId
        || header.ordinal() != request.answered) {
      throw new ProtocolException(
          "block " + header.requestId() + "." + header.ordinal() + " was not the next one due");
    }
    BlockTask task = request.current();
    BlockFetcher fetcher = request.batch.fetcher;
    if (header.status() != BlockStatus.OK) {
      request.answered++;
      fetcher.failed(task, header.status(), header.message());
    } else if (header.partitions() != task.address.range().partitions()) {
      throw new ProtocolException(header.partitions() + " partitions for " + task.address);
    } else if (fetcher.accepts(task, header.totalLength())) {
      expectRaw(header.totalLength());
      try {
        incoming = new IncomingBlock(header, fetcher.fileFor(header.totalLength()));
        completeIncoming(request);
      } catch (IOException e) {
        skipping = header.totalLength();
        request.answered++;
        fetcher.notStored(task, e);
      }
    } else {
      request.answered++;
      skipping = header.totalLength();
      expectRaw(skipping);
    }
    removeIfAnswered(request);
  }

  @Override
  protected void onRaw(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (incoming == null) {
      skipping -= bytes.readableBytes();
      return;
    }
    Pending request = pending.peek();
    try {
      incoming.add(bytes);
      completeIncoming(request);
    } catch (IOException e) {
      giveUpIncoming(request, bytes.readableBytes(), e);
    }
    removeIfAnswered(request);
  }

  /** The block cannot be written: what is still to come of it is dropped. */
  private void giveUpIncoming(Pending request, int unread, IOException cause) {
    skipping = incoming.missing() - unread;
    incoming.discard();
    incoming = null;
    BlockTask task = request.current();
    request.answered++;
    request.batch.fetcher.notStored(task, cause);
  }

  private void completeIncoming(Pending request) {
    if (!incoming.complete()) {
      return;
    }
    IncomingBlock block = incoming;
    incoming = null;
    BlockTask task = request.current();
    request.answered++;
    if (block.wrongPartition() < 0) {
      request.batch.fetcher.arrived(task, block.finish(task.address));
    } else {
      block.discard();
      int partition = task.address.startPartition() + block.wrongPartition();
      request.batch.fetcher.corrupt(task, "partition " + partition + " has a wrong checksum");
    }
  }

  private void removeIfAnswered(Pending request) {
    if (request.answered == request.batch.tasks.size()) {
      pending.remove();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    lastProgressNanos = System.nanoTime();
  }

  /** Looks from time to time whether the connection stands still. */
  private void watch(Channel current) {
    if (failure != null || !current.isActive()) {
      return;
    }
    boolean open = opened.isDone();
    boolean busy = !pending.isEmpty() || skipping > 0;
    long limitNanos =
        (!open ? options.connectTimeout() : busy ? options.ioTimeout() : options.idleTimeout())
            .toNanos();
    long leftNanos = limitNanos - (System.nanoTime() - lastProgressNanos);
    if (leftNanos <= 0) {
      String what = open && !busy ? "unused" : "no bytes";
      fail(
          current,
          new SocketTimeoutException(
              what + " for " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms from " + endpoint));
      return;
    }
    long nextNanos = Math.min(leftNanos, options.ioTimeout().toNanos());
    current.eventLoop().schedule(() -> watch(current), nextNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  protected void onProtocolError(ChannelHandlerContext ctx, ProtocolException error) {
    fail(ctx.channel(), error);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(ctx.channel(), cause);
  }

  private IOException ended() {
    return new IOException("connection to " + endpoint + " has ended");
  }

  private void fail(Channel current, Throwable cause) {
    if (failure != null) {
      return;
    }
    failure = cause;
    stopDecoding();
    if (incoming != null) {
      incoming.discard();
      incoming = null;
    }
    current.close();
    opened.tryFailure(cause);
    Pending request = pending.poll();
    while (request != null) {
      List<BlockTask> tasks = request.batch.tasks;
      request.batch.fetcher.lost(tasks.subList(request.answered, tasks.size()), cause);
      request = pending.poll();
    }
  }

  private static final class Pending {
    final long requestId;
    final FetchBatch batch;
    int answered;

    Pending(long requestId, FetchBatch batch) {
      this.requestId = requestId;
      this.batch = batch;
    }

    BlockTask current() {
      return batch.tasks.get(answered);
    }
  }
}
