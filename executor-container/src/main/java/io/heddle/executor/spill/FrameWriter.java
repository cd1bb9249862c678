package io.heddle.executor.spill;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.serde.OutputBuffer;
import io.heddle.serde.Serde;
import java.io.IOException;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Encodes batches as frames; see {@link FrameFormat}. Keeps its buffers from frame to frame. Used
 * by one thread.
 */
public final class FrameWriter {
  /** Buffers that a huge frame has grown beyond this are let go after it. */
  private static final int KEPT_BYTES = 4 << 20;

  private final Serde serde;
  private final LZ4Compressor compressor;
  private OutputBuffer raw = new OutputBuffer(64 * 1024);
  private byte[] frame = new byte[0];

  /**
   * @param compress whether content is compressed where that makes it smaller
   */
  public FrameWriter(Serde serde, boolean compress) {
    this.serde = serde;
    this.compressor = compress ? LZ4Factory.fastestInstance().fastCompressor() : null;
  }

  /**
   * Writes one frame of pairs.
   *
   * @param values as {@link Serde#encodePairs} takes them
   * @return bytes of the frame
   */
  public int writePairs(Object[] keys, Object values, int from, int to, ByteSink sink)
      throws IOException {
    raw.clear();
    serde.encodePairs(keys, values, from, to, raw);
    return finish(sink);
  }

  /**
   * Writes one frame of values.
   *
   * @return bytes of the frame
   */
  public int writeValues(Object[] values, int from, int to, ByteSink sink) throws IOException {
    raw.clear();
    serde.encode(values, from, to, raw);
    return finish(sink);
  }

  private int finish(ByteSink sink) throws IOException {
    int rawLength = raw.size();
    if (rawLength > FrameFormat.MAX_RAW_BYTES) {
      throw new HeddleException(
          ErrorCode.OUT_OF_MEMORY,
          "a batch of records takes " + rawLength + " bytes, more than one frame can hold");
    }
    int stored = rawLength;
    if (compressor != null) {
      int most = FrameFormat.HEADER_BYTES + compressor.maxCompressedLength(rawLength);
      if (frame.length < most) {
        frame = new byte[most];
      }
      stored = compressor.compress(raw.array(), 0, rawLength, frame, FrameFormat.HEADER_BYTES);
    }
    if (stored >= rawLength) {
      stored = rawLength;
      if (frame.length < FrameFormat.HEADER_BYTES + rawLength) {
        frame = new byte[FrameFormat.HEADER_BYTES + rawLength];
      }
      System.arraycopy(raw.array(), 0, frame, FrameFormat.HEADER_BYTES, rawLength);
    }
    FrameFormat.putHeader(frame, 0, rawLength, stored);
    int length = FrameFormat.HEADER_BYTES + stored;
    sink.write(frame, 0, length);
    if (rawLength > KEPT_BYTES) {
      raw = new OutputBuffer(64 * 1024);
      frame = new byte[0];
    }
    return length;
  }
}
