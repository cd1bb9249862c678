package program.random;

import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random rows of one kind: the classes of keys and values, how many keys there are, how unevenly
 * they come, and whether nulls are among them. Noise are bytes that cannot be compressed.
 */
record Draw(Keys keys, Values values, int universe, boolean skewed, boolean nulls) {
  enum Keys {
    STRING,
    LONG,
    INTEGER,
    DOUBLE,
    BLOB,
    ITEM,
    MIXED
  }

  enum Values {
    INTEGER,
    LONG,
    DOUBLE,
    STRING,
    BYTES,
    PAIR,
    ITEM,
    LIST,
    NOISE,
    MIXED
  }

  private static final String LONG_PREFIX = "a prefix longer than eight characters ";

  static Draw random(Random random, int rows) {
    return new Draw(
        Keys.values()[random.nextInt(Keys.values().length)],
        Values.values()[random.nextInt(Values.values().length)],
        1 + random.nextInt(Math.max(4, random.nextBoolean() ? rows : rows / 10)),
        random.nextInt(4) == 0,
        random.nextInt(3) == 0);
  }

  List<Pair<Object, Object>> rows(int count, Random random) {
    List<Pair<Object, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Pair<>(key(random), value(random)));
    }
    return rows;
  }

  Object key(Random random) {
    if (nulls && random.nextInt(20) == 0) {
      return null;
    }
    return key(skewed && random.nextInt(3) == 0 ? 0 : random.nextInt(universe), keys);
  }

  private static Object key(int i, Keys keys) {
    int scattered = i * 0x9E3779B1;
    return switch (keys) {
      case STRING -> text(i);
      case LONG ->
          switch (i) {
            case 0 -> 0L;
            case 1 -> Long.MIN_VALUE;
            case 2 -> Long.MAX_VALUE;
            default -> (i & 1) == 0 ? i : scattered * 0x1_0000_0003L;
          };
      case INTEGER -> i == 1 ? Integer.MIN_VALUE : (i & 1) == 0 ? i : scattered;
      case DOUBLE ->
          switch (i) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> Double.NaN;
            case 3 -> Double.NEGATIVE_INFINITY;
            default -> scattered / 7.0;
          };
      case BLOB -> new Blob(bytes(i));
      case ITEM -> new Item(text(i / 3), i % 2, Item.Colour.values()[i % 3]);
      case MIXED -> mixed(i);
    };
  }

  /** Numbers that are alike but of other classes, so that they must be told apart. */
  private static Object mixed(int i) {
    return switch (i % 9) {
      case 0 -> i / 9;
      case 1 -> (long) (i / 9);
      case 2 -> (short) (i / 9);
      case 3 -> (double) (i / 9);
      case 4 -> String.valueOf(i / 9);
      case 5 -> new Pair<>(text(i / 9), (long) i);
      case 6 -> key(i / 9, Keys.ITEM);
      case 7 -> Item.Colour.values()[i / 9 % 3];
      default -> (char) ('a' + i / 9 % 500);
    };
  }

  private static byte[] bytes(int i) {
    byte[] bytes = new byte[i % 12];
    for (int b = 0; b < bytes.length; b++) {
      bytes[b] = (byte) (i >>> (b % 4 * 8));
    }
    return bytes;
  }

  private static String text(int i) {
    if (i == 0) {
      return "";
    }
    return switch (i % 10) {
      case 1 -> "ключ" + i;
      case 2 -> LONG_PREFIX + i;
      case 3 -> "鍵" + "\uD83D\uDD11".repeat(i % 4) + i;
      case 4 -> "a\0".repeat(i % 5) + (i % 3 == 0 ? "" : i);
      case 5 -> "\u00FFé" + i;
      case 6 -> i % 50 == 6 ? LONG_PREFIX.repeat(16) + i : "w" + i;
      default -> "k" + i;
    };
  }

  Object value(Random random) {
    return nulls && random.nextInt(10) == 0 ? null : value(random, values);
  }

  private static Object value(Random random, Values values) {
    int n = random.nextInt(1000) - 500;
    return switch (values) {
      case INTEGER -> n;
      case LONG -> n * 10_000_000_000L;
      case DOUBLE -> (double) n;
      case STRING -> text(Math.abs(n));
      case BYTES -> bytes(Math.abs(n));
      case PAIR -> new Pair<>(new Pair<>(n % 7, "v" + n), (long) n);
      case ITEM -> new Item("item" + n, n, Item.Colour.values()[Math.abs(n) % 3]);
      case NOISE -> {
        byte[] noise = new byte[64];
        random.nextBytes(noise);
        yield noise;
      }
      case LIST -> new ArrayList<>(List.of(n, "in a list", (long) n));
      case MIXED -> value(random, Values.values()[random.nextInt(Values.values().length - 1)]);
    };
  }
}
