package io.heddle.benchmarks.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * Lines of words whose frequencies follow Zipf's law with exponent 1 over 200,000 distinct words;
 * the twelve-word lines average about 72 bytes, a word with its separator about 6. Sampling is by
 * Vose's alias method (1991).
 *
 * <p>Arguments: file, bytes to write (about), seed.
 */
public final class ZipfWords {
  private static final int DISTINCT = 200_000;
  private static final int WORDS_A_LINE = 12;

  private ZipfWords() {}

  /**
   * Writes a file of about so many bytes.
   *
   * @param seed the same gives the same file
   */
  public static void write(Path file, long bytes, long seed) throws IOException {
    byte[][] words = new byte[DISTINCT][];
    for (int rank = 0; rank < DISTINCT; rank++) {
      words[rank] = spell(rank);
    }
    double[] chance = new double[DISTINCT];
    int[] alias = new int[DISTINCT];
    prepareAlias(chance, alias);
    SplittableRandom random = new SplittableRandom(seed);
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 20)) {
      long written = 0;
      while (written < bytes) {
        for (int i = 0; i < WORDS_A_LINE; i++) {
          int column = random.nextInt(DISTINCT);
          byte[] word = words[random.nextDouble() < chance[column] ? column : alias[column]];
          out.write(word);
          out.write(i == WORDS_A_LINE - 1 ? '\n' : ' ');
          written += word.length + 1;
        }
      }
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A distinct word for each rank; frequent ones are short. */
  private static byte[] spell(int rank) {
    int letters = rank < 10 ? 3 : rank < 1000 ? 5 : 6;
    long space = 1;
    for (int i = 0; i < letters; i++) {
      space *= 26;
    }
    // A multiplier coprime to 26^n permutes the space, so that near ranks do not look alike.
    long code = (rank * 1_000_003L + 12_345) % space;
    StringBuilder word = new StringBuilder(letters);
    for (int i = 0; i < letters; i++) {
      word.append((char) ('a' + code % 26));
      code /= 26;
    }
    return word.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void prepareAlias(double[] chance, int[] alias) {
    double total = 0;
    for (int rank = 0; rank < DISTINCT; rank++) {
      total += 1.0 / (rank + 1);
    }
    int[] small = new int[DISTINCT];
    int[] large = new int[DISTINCT];
    int smalls = 0;
    int larges = 0;
    for (int rank = 0; rank < DISTINCT; rank++) {
      chance[rank] = DISTINCT / (total * (rank + 1));
      if (chance[rank] < 1) {
        small[smalls++] = rank;
      } else {
        large[larges++] = rank;
      }
    }
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[--larges];
      alias[less] = more;
      chance[more] -= 1 - chance[less];
      if (chance[more] < 1) {
        small[smalls++] = more;
      } else {
        large[larges++] = more;
      }
    }
    while (larges > 0) {
      chance[large[--larges]] = 1;
    }
    while (smalls > 0) {
      chance[small[--smalls]] = 1;
    }
  }
}
