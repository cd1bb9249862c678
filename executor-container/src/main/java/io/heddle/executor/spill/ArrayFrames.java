package io.heddle.executor.spill;

/** Frames in an array. */
final class ArrayFrames implements FrameSource {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int rawLength;
  private int storedLength;

  ArrayFrames(byte[] bytes, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  @Override
  public boolean next() throws CorruptFrameException {
    at += storedLength;
    storedLength = 0;
    if (at == end) {
      return false;
    }
    if (end - at < FrameFormat.HEADER_BYTES) {
      throw new CorruptFrameException("the bytes end within a frame's header");
    }
    int raw = FrameFormat.rawLength(bytes, at);
    int stored = FrameFormat.storedLength(bytes, at);
    FrameFormat.check(raw, stored, end - at - FrameFormat.HEADER_BYTES);
    at += FrameFormat.HEADER_BYTES;
    rawLength = raw;
    storedLength = stored;
    return true;
  }

  @Override
  public byte[] array() {
    return bytes;
  }

  @Override
  public int position() {
    return at;
  }

  @Override
  public int rawLength() {
    return rawLength;
  }

  @Override
  public int storedLength() {
    return storedLength;
  }
}
