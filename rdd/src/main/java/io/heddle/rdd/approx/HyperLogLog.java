package io.heddle.rdd.approx;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;

/**
 * A sketch of a set that tells about how many different values it was given: 2^p registers of one
 * byte, where p is from 4 to 18. A value's 64-bit hash chooses a register by its first p bits; the
 * register keeps the greatest rank seen, which is one more than the number of zeros that the other
 * bits begin with. The estimate is that of Ertl (2017), which needs no tables of corrections and is
 * unbiased from 0 on. The standard deviation is about 1.04 / sqrt(2^p).
 *
 * <p>As bytes a sketch is its registers, nothing else; two of the same length can be merged. Used
 * by one thread.
 */
public final class HyperLogLog {
  private static final int LEAST_PRECISION = 4;
  private static final int MOST_PRECISION = 18;
  private static final double LEAST_DEVIATION = 0.000017;
  private static final double SPREAD = 1.04;

  private final byte[] registers;

  /**
   * @param precision p, from 4 to 18
   */
  public HyperLogLog(int precision) {
    registers = new byte[1 << precision];
  }

  private HyperLogLog(byte[] registers) {
    this.registers = registers;
  }

  /** A view of registers, not a copy. */
  public static HyperLogLog of(byte[] registers) {
    return new HyperLogLog(registers);
  }

  /**
   * The least precision that keeps the deviation wanted, as far as there is one.
   *
   * @throws HeddleException BAD_ARGUMENT
   */
  public static int precisionFor(double relativeDeviation) {
    if (!(relativeDeviation > LEAST_DEVIATION)) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "a relative standard deviation of "
              + relativeDeviation
              + "; it must be greater than 0.000017");
    }
    double bits = 2 * Math.log(SPREAD / relativeDeviation) / Math.log(2);
    return Math.min(MOST_PRECISION, Math.max(LEAST_PRECISION, (int) Math.ceil(bits)));
  }

  /** The registers, not a copy. */
  public byte[] registers() {
    return registers;
  }

  /** A hash of which every bit depends on every bit of the number. */
  public static long hash(long number) {
    long h = number + 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return h ^ (h >>> 31);
  }

  /** A 64-bit hash of all characters. */
  public static long hash(CharSequence text) {
    long h = text.length();
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return hash(h);
  }

  /** Adds a value's hash; returns the registers. */
  public static byte[] addTo(byte[] registers, long hash) {
    int precision = Integer.numberOfTrailingZeros(registers.length);
    int register = (int) (hash >>> (Long.SIZE - precision));
    // A one behind the last bit ends the run of zeros.
    long rest = (hash << precision) | (1L << (precision - 1));
    int rank = Long.numberOfLeadingZeros(rest) + 1;
    if (rank > registers[register]) {
      registers[register] = (byte) rank;
    }
    return registers;
  }

  /** Adds what others have seen, of the same length; returns {@code registers}. */
  public static byte[] mergeInto(byte[] registers, byte[] others) {
    if (registers.length != others.length) {
      throw new IllegalArgumentException("sketches of different precision");
    }
    for (int i = 0; i < registers.length; i++) {
      registers[i] = (byte) Math.max(registers[i], others[i]);
    }
    return registers;
  }

  public void merge(HyperLogLog other) {
    mergeInto(registers, other.registers);
  }

  /** About how many different values were added. */
  public double estimate() {
    int precision = Integer.numberOfTrailingZeros(registers.length);
    int most = Long.SIZE - precision;
    int[] counts = new int[most + 2];
    for (byte rank : registers) {
      counts[rank]++;
    }
    double m = registers.length;
    double z = m * tau(1 - counts[most + 1] / m);
    for (int rank = most; rank >= 1; rank--) {
      z = 0.5 * (z + counts[rank]);
    }
    z += m * sigma(counts[0] / m);
    return m * m / (2 * Math.log(2)) / z;
  }

  private static double sigma(double x) {
    if (x == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = x;
    double weight = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * weight;
      weight += weight;
    } while (sum != before);
    return sum;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double weight = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      weight *= 0.5;
      sum -= (1 - root) * (1 - root) * weight;
    } while (sum != before);
    return sum / 3;
  }
}
