package io.heddle.hdfs.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses a gzip file (RFC 1952) of any number of members. Unlike the JDK's stream it does not
 * guess by {@code available()} whether another member follows, and takes neither an error in a
 * later member's header nor bytes of another kind for the end; zeros that pad the end are allowed.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int HAS_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int position;
  private int limit;
  private boolean ended;

  /**
   * @throws ZipException when the file does not begin with a member
   */
  GzipInput(InputStream in) throws IOException {
    this.in = in;
    if (!fill()) {
      throw new EOFException("the file is empty");
    }
    readHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        int n = inflater.inflate(bytes, offset, length);
        if (n > 0) {
          crc.update(bytes, offset, n);
          return n;
        }
        if (inflater.finished()) {
          position = limit - inflater.getRemaining();
          checkTrailer();
          nextMember();
        } else if (inflater.needsDictionary()) {
          throw new ZipException("needs a dictionary");
        } else {
          need();
          inflater.setInput(buffer, position, limit - position);
          position = limit; // The inflater has them; what it leaves is given back at its end.
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "invalid deflate data" : e.getMessage());
    }
  }

  private void checkTrailer() throws IOException {
    if (readInt() != (int) crc.getValue()) {
      throw new ZipException("wrong checksum");
    }
    if (readInt() != (int) inflater.getBytesWritten()) {
      throw new ZipException("wrong length");
    }
  }

  private void nextMember() throws IOException {
    while (position < limit || fill()) {
      if (buffer[position] != 0) {
        readHeader();
        inflater.reset();
        crc.reset();
        return;
      }
      position++;
    }
    ended = true;
  }

  private void readHeader() throws IOException {
    if (readByte() != 0x1f || readByte() != 0x8b) {
      throw new ZipException("not in gzip format");
    }
    if (readByte() != 8) {
      throw new ZipException("unknown compression method");
    }
    int flags = readByte();
    skip(6); // time, flags of the compressor, system
    if ((flags & HAS_EXTRA) != 0) {
      skip(readByte() | readByte() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CRC) != 0) {
      skip(2);
    }
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      readByte();
    }
  }

  private void skipText() throws IOException {
    while (readByte() != 0) {
      continue;
    }
  }

  private int readInt() throws IOException {
    return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
  }

  private int readByte() throws IOException {
    need();
    return buffer[position++] & 0xff;
  }

  private void need() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the file ends too early");
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
