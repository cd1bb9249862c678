package io.heddle.hdfs.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** Gives often fewer bytes than asked for, and never tells how many more there are. */
final class TricklingInput extends FilterInputStream {
  private final Random random;

  TricklingInput(InputStream in, Random random) {
    super(in);
    this.random = random;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    boolean whole = random.nextInt(3) == 0;
    return in.read(bytes, offset, whole ? length : 1 + random.nextInt(length));
  }

  @Override
  public int available() {
    return 0;
  }
}
