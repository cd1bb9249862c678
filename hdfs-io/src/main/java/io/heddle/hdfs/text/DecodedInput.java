package io.heddle.hdfs.text;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decompressed bytes; whatever a decoder throws becomes INPUT_CORRUPT with the path. */
final class DecodedInput extends FilterInputStream {
  private final String path;

  private DecodedInput(InputStream in, String path) {
    super(in);
    this.path = path;
  }

  /**
   * @throws HeddleException INPUT_CORRUPT when the file's beginning is not what its name says
   */
  static InputStream open(Compression compression, InputStream raw, String path) {
    try {
      return new DecodedInput(compression.open(raw), path);
    } catch (IOException | RuntimeException e) {
      throw corrupt(path, e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      throw corrupt(path, e);
    }
  }

  /** Decoders in pure Java meet damage as wrong indexes too. */
  private static HeddleException corrupt(String path, Exception e) {
    if (e instanceof HeddleException told) {
      return told;
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new HeddleException(
        ErrorCode.INPUT_CORRUPT, "cannot decompress '" + path + "': " + reason, e);
  }
}
