package io.heddle.benchmarks.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * Lines of 100 bytes with their end: ten random printable characters as a key, then a number and
 * letters that compress somewhat.
 */
public final class Records {
  private static final int LENGTH = 100;
  private static final int KEY = 10;

  private Records() {}

  /**
   * Writes a file of about so many bytes.
   *
   * @param seed the same gives the same file
   */
  public static void write(Path file, long bytes, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] line = new byte[LENGTH];
    line[LENGTH - 1] = '\n';
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 20)) {
      for (long record = 0; record < bytes / LENGTH; record++) {
        for (int i = 0; i < KEY; i++) {
          line[i] = (byte) random.nextInt('!', '~' + 1);
        }
        long number = record;
        for (int i = KEY; i < KEY + 12; i++) {
          line[i] = (byte) ('0' + number % 10);
          number /= 10;
        }
        for (int i = KEY + 12; i < LENGTH - 1; i++) {
          line[i] = (byte) ('A' + (record + i / 8) % 26);
        }
        out.write(line);
      }
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
