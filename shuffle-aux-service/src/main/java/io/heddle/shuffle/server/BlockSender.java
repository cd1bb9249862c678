package io.heddle.shuffle.server;

import io.heddle.shuffle.file.CorruptMapOutputException;
import io.heddle.shuffle.file.FileSegment;
import io.heddle.shuffle.file.MapOutputCache;
import io.heddle.shuffle.file.MapOutputFile;
import io.heddle.shuffle.file.MapOutputIndex;
import io.heddle.shuffle.wire.BlockHeader;
import io.heddle.shuffle.wire.BlockRange;
import io.heddle.shuffle.wire.BlockStatus;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;

/**
 * Answers the blocks that one connection has asked for, in order, a few at a time: a file is opened
 * when its turn comes and closed when its bytes are gone. Runs on the connection's event loop.
 */
final class BlockSender {
  /** Blocks handed to the channel and not sent yet: bounds open files and headers in memory. */
  private static final int MAX_WRITING = 8;

  /** Over this many waiting blocks the connection is not read any more. */
  private static final int MAX_WAITING = 2048;

  /** Rounds of writing before other connections of the same thread get their turn. */
  private static final int MAX_ROUNDS = 4;

  private final ChannelHandlerContext ctx;
  private final Application application;
  private final MapOutputCache cache;
  private final ShuffleServerCounters counters;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int writing;
  private boolean pumping;
  private boolean stopped;

  BlockSender(
      ChannelHandlerContext ctx,
      Application application,
      MapOutputCache cache,
      ShuffleServerCounters counters) {
    this.ctx = ctx;
    this.application = application;
    this.cache = cache;
    this.counters = counters;
  }

  /** Puts one block at the end of the queue. {@link #pump} sends. */
  void add(long requestId, int ordinal, BlockRange range) {
    waiting.add(new Waiting(requestId, ordinal, range));
  }

  /** Forgets what waits; what is being written ends or fails with the channel. */
  void stop() {
    stopped = true;
    waiting.clear();
  }

  /** Sends as much as the connection takes, and reads on only while not too much waits. */
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      int rounds = 0;
      while (!stopped && !waiting.isEmpty() && writing < MAX_WRITING) {
        if (rounds++ == MAX_ROUNDS) {
          ctx.executor().execute(this::pump);
          break;
        }
        while (!stopped && !waiting.isEmpty() && writing < MAX_WRITING) {
          send(waiting.poll());
        }
        ctx.flush();
      }
    } finally {
      pumping = false;
    }
    boolean read = waiting.size() <= MAX_WAITING;
    if (ctx.channel().config().isAutoRead() != read) {
      ctx.channel().config().setAutoRead(read);
    }
  }

  private void send(Waiting block) {
    counters.blocks.increment();
    BlockRange range = block.range;
    try {
      MapOutputFile file = cache.open(application.directories(), range.id());
      MapOutputIndex index = file.index();
      if (range.end() > index.partitions()) {
        fail(block, BlockStatus.MISSING, "it has " + index.partitions() + " partitions");
        return;
      }
      FileSegment segment = file.segment(range.start(), range.end());
      FileChannel data = segment.length() == 0 ? null : file.openData();
      Future<Void> header = ctx.write(header(block, index).encode(ctx.alloc()));
      writing++;
      if (data == null) {
        written(0, header);
      } else {
        counters.openFiles.incrementAndGet();
        written(segment.length(), ctx.write(body(data, segment)));
      }
    } catch (NoSuchFileException e) {
      cache.forget(application.directories(), range.id());
      fail(block, BlockStatus.MISSING, "no such map output on this node");
    } catch (CorruptMapOutputException e) {
      cache.forget(application.directories(), range.id());
      fail(block, BlockStatus.CORRUPT_INDEX, e.getMessage());
    } catch (IOException e) {
      cache.forget(application.directories(), range.id());
      fail(block, BlockStatus.IO_ERROR, e.toString());
    }
  }

  /**
   * The bytes of a block as the channel sends them: from the page cache to the socket. Under TLS
   * they would have to pass through memory; this is the place to return a chunked file then.
   */
  private static FileRegion body(FileChannel data, FileSegment segment) {
    return new DefaultFileRegion(data, segment.position(), segment.length());
  }

  private static BlockHeader header(Waiting block, MapOutputIndex index) {
    int count = block.range.partitions();
    long[] lengths = new long[count];
    int[] checksums = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = index.length(block.range.start() + i);
      checksums[i] = index.checksum(block.range.start() + i);
    }
    return BlockHeader.ok(block.requestId, block.ordinal, lengths, checksums);
  }

  private void fail(Waiting block, BlockStatus status, String message) {
    counters.failures.increment();
    BlockHeader header =
        BlockHeader.failed(block.requestId, block.ordinal, status, block.range + ": " + message);
    writing++;
    written(0, ctx.write(header.encode(ctx.alloc())));
  }

  private void written(long bytes, Future<? super Void> write) {
    write.addListener(
        done -> {
          writing--;
          if (bytes > 0) {
            counters.openFiles.decrementAndGet();
          }
          if (done.isSuccess()) {
            counters.bytesSent.add(bytes);
            pump();
          } else {
            // The header has promised bytes that will not come: the stream is of no more use.
            counters.failures.increment();
            stop();
            ctx.close();
          }
        });
  }

  private static final class Waiting {
    final long requestId;
    final int ordinal;
    final BlockRange range;

    Waiting(long requestId, int ordinal, BlockRange range) {
      this.requestId = requestId;
      this.ordinal = ordinal;
      this.range = range;
    }
  }
}
