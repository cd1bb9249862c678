package io.heddle.shuffle.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.shuffle.file.MapOutputId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
  private static final byte[] C = filled(1);
  private static final byte[] S = filled(2);
  private static final BlockRange RANGE = new BlockRange(new MapOutputId(1, 2, 3), 4, 6);

  private interface Decoder {
    Object decode(FrameParser body) throws ProtocolException;
  }

  private record Sample(ByteBuf frame, Decoder decoder) {}

  private static List<Sample> samples() {
    return List.of(
        new Sample(new Hello("application_1_2", C).encode(HEAP), Hello::decode),
        new Sample(new Challenge(C, S).encode(HEAP), Challenge::decode),
        new Sample(Proof.encode(HEAP, C), Proof::decode),
        new Sample(new Refusal(RefusalCode.VERSION, "no").encode(HEAP), Refusal::decode),
        new Sample(new FetchRequest(9, List.of(RANGE, RANGE)).encode(HEAP), FetchRequest::decode),
        new Sample(
            BlockHeader.ok(9, 1, new long[] {5, 0}, new int[] {6, 0}).encode(HEAP),
            BlockHeader::decode),
        new Sample(
            BlockHeader.failed(9, 1, BlockStatus.MISSING, "gone").encode(HEAP),
            BlockHeader::decode));
  }

  @Test
  void fetchRequestIsWrittenAsSpecified() {
    ByteBuf frame = new FetchRequest(9, List.of(RANGE)).encode(HEAP);
    assertThat(ByteBufUtil.hexDump(frame))
        .isEqualTo(
            "00000021"
                + "06"
                + "0000000000000009"
                + "00000001"
                + "00000001"
                + "00000002"
                + "00000003"
                + "00000004"
                + "00000006");
  }

  @Test
  void lengthFieldCountsWhatFollows() {
    for (Sample sample : samples()) {
      assertThat(sample.frame().getInt(0)).isEqualTo(sample.frame().readableBytes() - 4);
    }
  }

  @Test
  void helloComesBack() throws Exception {
    Hello hello = Hello.decode(body(new Hello("application_1_ü", C).encode(HEAP)));
    assertThat(hello.applicationId()).isEqualTo("application_1_ü");
    assertThat(hello.nonce()).isEqualTo(C);
    assertThat(hello.version()).isEqualTo(1);
  }

  @Test
  void fetchRequestComesBack() throws Exception {
    FetchRequest request =
        FetchRequest.decode(body(new FetchRequest(-9, List.of(RANGE)).encode(HEAP)));
    assertThat(request.requestId()).isEqualTo(-9);
    assertThat(request.blocks()).containsExactly(RANGE);
  }

  @Test
  void blockHeaderComesBack() throws Exception {
    long[] lengths = {5, 0, 1L << 40};
    BlockHeader header =
        BlockHeader.decode(body(BlockHeader.ok(1, 2, lengths, new int[] {-1, 0, 7}).encode(HEAP)));
    assertThat(header.totalLength()).isEqualTo((1L << 40) + 5);
    assertThat(header.checksum(0)).isEqualTo(-1);
    assertThat(header.ordinal()).isEqualTo(2);
  }

  @Test
  void longMessageIsCutBetweenCharacters() throws Exception {
    Refusal refusal =
        Refusal.decode(body(new Refusal(RefusalCode.PROTOCOL, "x" + "ü".repeat(400)).encode(HEAP)));
    assertThat(refusal.message()).isEqualTo("x" + "ü".repeat(255));
  }

  @Test
  void bodyCutAnywhereIsAProtocolError() {
    for (Sample sample : samples()) {
      byte[] body = ByteBufUtil.getBytes(sample.frame(), 5, sample.frame().readableBytes() - 5);
      for (int length = 0; length < body.length; length++) {
        FrameParser cut = new FrameParser(Unpooled.wrappedBuffer(Arrays.copyOf(body, length)));
        assertThatThrownBy(() -> sample.decoder().decode(cut))
            .isInstanceOf(ProtocolException.class);
      }
      FrameParser longer =
          new FrameParser(Unpooled.wrappedBuffer(Arrays.copyOf(body, body.length + 1)));
      assertThatThrownBy(() -> sample.decoder().decode(longer))
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void changedBodiesAreReadOrRefusedAndNothingElse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Sample sample = samples().get(random.nextInt(7));
      byte[] body = ByteBufUtil.getBytes(sample.frame(), 5, sample.frame().readableBytes() - 5);
      for (int change = random.nextInt(8); change >= 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      try {
        sample.decoder().decode(new FrameParser(Unpooled.wrappedBuffer(body)));
      } catch (ProtocolException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
  }

  @Test
  void proofsDependOnEveryPart() {
    byte[] secret = filled(9);
    byte[] proof = Proof.ofServer(secret, "a", C, S);
    assertThat(Proof.same(proof, Proof.ofServer(secret, "a", C, S))).isTrue();
    assertThat(proof).isNotEqualTo(Proof.ofClient(secret, "a", C, S));
    assertThat(proof).isNotEqualTo(Proof.ofServer(filled(8), "a", C, S));
    assertThat(proof).isNotEqualTo(Proof.ofServer(secret, "b", C, S));
    assertThat(proof).isNotEqualTo(Proof.ofServer(secret, "a", S, S));
    assertThat(proof).isNotEqualTo(Proof.ofServer(secret, "a", C, C));
  }

  private static FrameParser body(ByteBuf frame) {
    return new FrameParser(frame.skipBytes(5));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
