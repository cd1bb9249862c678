package io.heddle.shuffle.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  /** A frame of type 7 announces, in its first byte, that many unframed bytes. */
  private static final class Recorder extends FrameDecoder {
    final List<String> seen = new ArrayList<>();
    final StringBuilder raw = new StringBuilder();

    @Override
    protected void onFrame(ChannelHandlerContext ctx, byte type, FrameParser body)
        throws ProtocolException {
      byte[] bytes = body.bytes(body.remaining());
      seen.add(type + ":" + ByteBufUtil.hexDump(bytes));
      if (type == 7) {
        expectRaw(bytes[0]);
      }
    }

    @Override
    protected void onRaw(ChannelHandlerContext ctx, ByteBuf bytes) {
      raw.append(ByteBufUtil.hexDump(bytes));
    }

    @Override
    protected void onProtocolError(ChannelHandlerContext ctx, ProtocolException error) {
      seen.add(error.getMessage());
    }
  }

  private static final String STREAM =
      "00000001"
          + "04"
          + "00000002"
          + "0703"
          + "aabbcc"
          + "00000003"
          + "06ffee"
          + "00000001"
          + "05";

  @Test
  void framesAreTheSameHoweverTheStreamIsCut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Recorder recorder = new Recorder();
      EmbeddedChannel channel = new EmbeddedChannel(recorder);
      byte[] stream = ByteBufUtil.decodeHexDump(STREAM);
      for (int from = 0; from < stream.length; ) {
        int count = Math.min(stream.length - from, 1 + random.nextInt(6));
        channel.writeInbound(Unpooled.copiedBuffer(stream, from, count));
        from += count;
      }
      assertThat(recorder.seen)
          .as("seed %d round %d", seed, round)
          .containsExactly("4:", "7:03", "6:ffee", "5:");
      assertThat(recorder.raw).hasToString("aabbcc");
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void frameOverTheLimitIsAProtocolErrorBeforeItsBytesCome() {
    assertThat(seen("00000401")).containsExactly("frame of 1025 bytes, at most 1024");
  }

  @Test
  void emptyAndNegativeLengthsAreProtocolErrors() {
    assertThat(seen("00000000")).containsExactly("frame of 0 bytes, at most 1024");
    assertThat(seen("ffffffff")).containsExactly("frame of 4294967295 bytes, at most 1024");
  }

  @Test
  void nothingIsReadAfterAProtocolError() {
    assertThat(seen("00000000" + "00000001" + "04")).hasSize(1);
  }

  private static List<String> seen(String hex) {
    Recorder recorder = new Recorder();
    EmbeddedChannel channel = new EmbeddedChannel(recorder);
    channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    channel.finishAndReleaseAll();
    return recorder.seen;
  }
}
