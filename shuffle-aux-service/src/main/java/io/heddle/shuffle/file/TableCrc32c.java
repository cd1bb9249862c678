package io.heddle.shuffle.file;

import java.util.zip.Checksum;

/** CRC32C in plain Java, eight bytes a step; for Java 8, which has none. */
final class TableCrc32c implements Checksum {
  private static final int REFLECTED_POLYNOMIAL = 0x82F63B78;

  /** {@code TABLES[k][b]}: what byte {@code b} contributes when {@code k} zero bytes follow it. */
  private static final int[][] TABLES = tables();

  private int state = -1;

  @Override
  public void update(int b) {
    state = (state >>> 8) ^ TABLES[0][(state ^ b) & 0xFF];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw new ArrayIndexOutOfBoundsException(offset + "+" + length + " of " + bytes.length);
    }
    int crc = state;
    int i = offset;
    int end = offset + length;
    for (; end - i >= 8; i += 8) {
      crc ^=
          (bytes[i] & 0xFF)
              | (bytes[i + 1] & 0xFF) << 8
              | (bytes[i + 2] & 0xFF) << 16
              | bytes[i + 3] << 24;
      crc =
          TABLES[7][crc & 0xFF]
              ^ TABLES[6][(crc >>> 8) & 0xFF]
              ^ TABLES[5][(crc >>> 16) & 0xFF]
              ^ TABLES[4][crc >>> 24]
              ^ TABLES[3][bytes[i + 4] & 0xFF]
              ^ TABLES[2][bytes[i + 5] & 0xFF]
              ^ TABLES[1][bytes[i + 6] & 0xFF]
              ^ TABLES[0][bytes[i + 7] & 0xFF];
    }
    for (; i < end; i++) {
      crc = (crc >>> 8) ^ TABLES[0][(crc ^ bytes[i]) & 0xFF];
    }
    state = crc;
  }

  @Override
  public long getValue() {
    return ~state & 0xFFFFFFFFL;
  }

  @Override
  public void reset() {
    state = -1;
  }

  private static int[][] tables() {
    int[][] tables = new int[8][256];
    for (int b = 0; b < 256; b++) {
      int crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (REFLECTED_POLYNOMIAL & -(crc & 1));
      }
      tables[0][b] = crc;
    }
    for (int k = 1; k < 8; k++) {
      for (int b = 0; b < 256; b++) {
        int crc = tables[k - 1][b];
        tables[k][b] = (crc >>> 8) ^ tables[0][crc & 0xFF];
      }
    }
    return tables;
  }
}
