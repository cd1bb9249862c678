package io.heddle.shuffle.server;

import io.heddle.shuffle.wire.Challenge;
import io.heddle.shuffle.wire.FrameParser;
import io.heddle.shuffle.wire.Hello;
import io.heddle.shuffle.wire.Proof;
import io.heddle.shuffle.wire.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Speaks to a server over a plain socket, byte by byte; also says what no real client would. */
final class RawClient implements AutoCloseable {
  static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

  final Socket socket = new Socket();
  private final DataInputStream in;

  RawClient(int port) throws IOException {
    socket.setReceiveBufferSize(32 * 1024);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(NodeFixture.HOST, port));
    in = new DataInputStream(socket.getInputStream());
  }

  void send(ByteBuf frame) throws IOException {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    socket.getOutputStream().write(bytes);
  }

  /** The next frame: its type and then its body. */
  byte[] receive() throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return frame;
  }

  static FrameParser body(byte[] frame) {
    return new FrameParser(Unpooled.wrappedBuffer(frame, 1, frame.length - 1));
  }

  Refusal receiveRefusal() throws IOException {
    return Refusal.decode(body(receive()));
  }

  /** Opens as an honest client of the first application would, but with any secret. */
  void open(byte[] secret) throws IOException {
    byte[] nonce = new byte[32];
    send(new Hello(NodeFixture.APP, nonce).encode(HEAP));
    Challenge challenge = Challenge.decode(body(receive()));
    send(Proof.encode(HEAP, Proof.ofClient(secret, NodeFixture.APP, nonce, challenge.nonce())));
  }

  /** Reads to the end of the stream, and says how many bytes there were. */
  long drain() throws IOException {
    long count = 0;
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count += n;
      }
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      return count;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
