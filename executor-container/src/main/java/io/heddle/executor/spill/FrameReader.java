package io.heddle.executor.spill;

import io.heddle.serde.Batch;
import io.heddle.serde.CorruptBatchException;
import io.heddle.serde.InputBuffer;
import io.heddle.serde.Serde;
import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Decodes frames batch by batch, from an array or from a spill segment; see {@link FrameFormat}.
 * Used by one thread.
 */
public final class FrameReader implements BatchSource {
  private static final byte[] NOTHING = new byte[0];

  private final Serde serde;
  private final LZ4SafeDecompressor decompressor = LZ4Factory.fastestInstance().safeDecompressor();
  private final InputBuffer content = new InputBuffer(NOTHING);
  private byte[] raw = NOTHING;
  private FrameSource source = FrameSource.EMPTY;

  public FrameReader(Serde serde) {
    this.serde = serde;
  }

  /** Starts over on the frames of an array section, which must stay as it is meanwhile. */
  public void reset(byte[] bytes, int offset, int length) {
    reset(new ArrayFrames(bytes, offset, length));
  }

  /** Starts over on other frames. */
  public void reset(FrameSource newSource) {
    source = newSource;
    content.reset(NOTHING, 0, 0);
  }

  /**
   * The next batch, or null after the last one. Its arrays are valid until the next call.
   *
   * @throws CorruptFrameException if the bytes are no frames, or a frame holds no batches
   */
  @Override
  public Batch next() throws IOException {
    if (content.remaining() == 0 && !nextFrame()) {
      return null;
    }
    try {
      return serde.decode(content);
    } catch (CorruptBatchException e) {
      throw new CorruptFrameException("a frame's content is not a batch: " + e.getMessage(), e);
    }
  }

  private boolean nextFrame() throws IOException {
    if (!source.next()) {
      return false;
    }
    byte[] stored = source.array();
    int at = source.position();
    int rawLength = source.rawLength();
    int storedLength = source.storedLength();
    if (storedLength == rawLength) {
      content.reset(stored, at, rawLength);
      return true;
    }
    if (raw.length < rawLength) {
      raw = new byte[Math.max(rawLength, Math.min(2 * raw.length, 1 << 20))];
    }
    try {
      int made = decompressor.decompress(stored, at, storedLength, raw, 0, rawLength);
      if (made != rawLength) {
        throw new CorruptFrameException(
            "a frame decompresses to " + made + " bytes, not " + rawLength);
      }
    } catch (LZ4Exception e) {
      throw new CorruptFrameException("a frame does not decompress: " + e.getMessage(), e);
    }
    content.reset(raw, 0, rawLength);
    return true;
  }
}
