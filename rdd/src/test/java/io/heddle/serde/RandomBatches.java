package io.heddle.serde;

import io.heddle.rdd.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Batches of every kind of column, nested, with and without nulls. */
final class RandomBatches {
  record Point(int x, String label, List<Double> rest) {}

  enum Colour {
    RED,
    GREEN
  }

  private final Random random;

  RandomBatches(long seed) {
    random = new Random(seed);
  }

  Object[] next() {
    int n = random.nextInt(8) == 0 ? 0 : random.nextInt(300);
    return column(n, 3);
  }

  Object[] column(int n, int depth) {
    int kind = random.nextInt(depth > 0 ? 16 : 11);
    int bits = random.nextInt(65);
    Object[] values = new Object[n];
    Object[] inner = kind >= 11 ? column(n, depth - 1) : null;
    Object[] inner2 = kind >= 11 ? column(n, depth - 1) : null;
    Object constant = value(random.nextInt(6), bits);
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (kind) {
            case 9 -> constant;
            case 10 -> value(random.nextInt(9), bits);
            case 11, 12 -> new Pair<>(inner[i], inner2[i]);
            case 13 -> slice(inner, i);
            case 14 -> Optional.ofNullable(inner[i]);
            case 15 -> i % 2 == 0 ? inner[i] : inner2[i];
            default -> value(kind, bits);
          };
    }
    if (random.nextInt(3) == 0) {
      int oneIn = 1 + random.nextInt(6);
      for (int i = 0; i < n; i++) {
        values[i] = random.nextInt(oneIn) == 0 ? null : values[i];
      }
    }
    return values;
  }

  private ArrayList<Object> slice(Object[] inner, int i) {
    ArrayList<Object> list = new ArrayList<>();
    for (int j = i; j < Math.min(inner.length, i + random.nextInt(4)); j++) {
      list.add(inner[j]);
    }
    return list;
  }

  private Object value(int kind, int bits) {
    long number = bits == 0 ? 0 : random.nextLong() >> (64 - Math.min(bits, 64));
    return switch (kind) {
      case 0 -> (int) number;
      case 1 -> number;
      case 2 -> random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
      case 3 -> random.nextBoolean();
      case 4 -> string(0xFF);
      case 5 -> string(random.nextInt(4) == 0 ? 0xFFFF : 0x7F);
      case 6 -> BigDecimal.valueOf(number, 2);
      case 7 -> new Point((int) number, string(0x7F), List.of(1.5, 2.5));
      default -> Colour.values()[random.nextInt(2)];
    };
  }

  private String string(int largest) {
    int length = random.nextInt(20) == 0 ? random.nextInt(2000) : random.nextInt(12);
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < length; i++) {
      s.append((char) random.nextInt(largest + 1));
    }
    return s.toString();
  }
}
