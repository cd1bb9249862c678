package io.heddle.serde;

import io.heddle.rdd.Pair;
import io.heddle.rdd.Triple;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Values of all kinds that programs put into records, each equal to a faithful copy. */
final class Samples {
  private Samples() {}

  enum Plain {
    ONE,
    TWO
  }

  enum WithBodies {
    ADD {
      @Override
      int apply(int a, int b) {
        return a + b;
      }
    },
    TIMES {
      @Override
      int apply(int a, int b) {
        return a * b;
      }
    };

    abstract int apply(int a, int b);
  }

  record Point(int x, int y) implements Serializable {}

  record Nested(String name, Point at, List<Point> more, Plain kind, double[] weights)
      implements Serializable {
    @Override
    public boolean equals(Object other) {
      return other instanceof Nested that
          && name.equals(that.name)
          && Objects.equals(at, that.at)
          && more.equals(that.more)
          && kind == that.kind
          && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  record Checked(int positive) implements Serializable {
    Checked {
      if (positive <= 0) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  /** No constructor without arguments, private fields, a subclass with a field of the same name. */
  static class Base implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;

    Base(String name) {
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Base that
          && that.getClass() == getClass()
          && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(name);
    }
  }

  static final class Derived extends Base {
    private static final long serialVersionUID = 1L;
    private final String name;
    final transient int dropped;

    Derived(String base, String own) {
      super(base);
      name = own;
      dropped = 0;
    }

    @Override
    public boolean equals(Object other) {
      return super.equals(other) && ((Derived) other).name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Comes back as the one that there is. */
  static final class Single implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Single INSTANCE = new Single();

    private Object readResolve() {
      return INSTANCE;
    }
  }

  /** A list with more than elements. */
  static final class Labelled extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
    private final String label;

    Labelled(String label, List<String> elements) {
      super(elements);
      this.label = label;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Labelled that && label.equals(that.label) && super.equals(other);
    }

    @Override
    public int hashCode() {
      return label.hashCode();
    }
  }

  /** A class inside of a method, with what it captures. */
  static Object local(String captured) {
    class Local implements Serializable {
      private static final long serialVersionUID = 1L;

      @Override
      public boolean equals(Object other) {
        return other instanceof Local && other.toString().equals(toString());
      }

      @Override
      public int hashCode() {
        return 1;
      }

      @Override
      public String toString() {
        return "local " + captured;
      }
    }
    return new Local();
  }

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("record", new Point(1, -2));
    all.put(
        "record of all sorts",
        new Nested("n", new Point(3, 4), List.of(new Point(5, 6)), Plain.TWO, new double[] {1, 2}));
    all.put("record with a null", new Triple<>(null, 1, "x"));
    all.put("record that checks", new Checked(1));
    all.put("enum", Plain.ONE);
    all.put("enum with bodies", WithBodies.TIMES);
    all.put("class without plain constructor", new Base("b"));
    all.put("subclass that hides a field", new Derived("b", "own"));
    all.put("single instance", Single.INSTANCE);
    all.put("list with a field", new Labelled("l", List.of("a")));
    all.put("local class", local("here"));
    all.put("pair of records", new Pair<>(new Point(1, 1), new Checked(2)));
    all.put("BigDecimal", new BigDecimal("12345678901234567890.123456789"));
    all.put("BigInteger", BigInteger.TWO.pow(200).negate());
    all.put("Character", 'x');
    all.put("Short", (short) -7);
    all.put("Byte", (byte) -7);
    all.put("Float", 1.5f);
    all.put("UUID", new UUID(1, -2));
    all.put("URI", URI.create("hdfs://nn:8020/a?b"));
    all.put("Locale", Locale.CANADA_FRENCH);
    all.put("Date", new Date(12345));
    all.put("Timestamp", new java.sql.Timestamp(12345678));
    all.put("Instant", Instant.ofEpochSecond(1, 2));
    all.put("LocalDate", LocalDate.of(2026, 11, 21));
    all.put("LocalTime", LocalTime.of(1, 2, 3, 4));
    all.put("LocalDateTime", LocalDateTime.of(2026, 11, 21, 1, 2));
    all.put("ZonedDateTime", ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Zurich")));
    all.put("OffsetDateTime", OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneOffset.ofHours(2)));
    all.put("Duration", Duration.ofNanos(123456789012L));
    all.put("Period", Period.of(1, 2, 3));
    all.put("Year", Year.of(2026));
    all.put("Optional of a record", Optional.of(new Point(7, 8)));
    collections(all);
    return all;
  }

  private static void collections(Map<String, Object> all) {
    all.put("List.of", List.of(new Point(1, 2), "x"));
    all.put("List.of many", List.of(1, 2, 3, 4, 5));
    all.put("Arrays.asList", Arrays.asList("a", null, new Point(1, 2)));
    all.put("List.subList", new ArrayList<>(List.of(1, 2, 3, 4)).subList(1, 3).stream().toList());
    all.put("LinkedList", new LinkedList<>(Arrays.asList(1, null)));
    all.put("emptyList", Collections.emptyList());
    all.put("nCopies", Collections.nCopies(3, "x"));
    all.put("unmodifiableList", Collections.unmodifiableList(new ArrayList<>(List.of(1, "a"))));
    all.put("synchronizedMap", Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))));
    all.put("Set.of", Set.of("a", "b", "c"));
    all.put("HashSet", new HashSet<>(Set.of(new Point(1, 2), new Point(3, 4))));
    all.put("LinkedHashSet", new LinkedHashSet<>(List.of("z", "a")));
    all.put("TreeSet", new TreeSet<>(List.of(3, 1, 2)));
    TreeSet<String> reversed = new TreeSet<>(Comparator.reverseOrder());
    reversed.addAll(List.of("a", "b"));
    all.put("TreeSet with an order", reversed);
    all.put("EnumSet", EnumSet.of(Plain.TWO));
    all.put("EnumMap", new EnumMap<>(Map.of(DayOfWeek.MONDAY, "m")));
    all.put("Map.of", Map.of("a", 1, "b", 2));
    HashMap<String, Object> map = new HashMap<>();
    map.put(null, new Point(0, 0));
    map.put("x", null);
    all.put("HashMap with nulls", map);
    all.put("LinkedHashMap", new LinkedHashMap<>(Map.of("k", List.of(1L))));
    all.put("TreeMap", new TreeMap<>(Map.of(2, "b", 1, "a")));
    all.put("ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", new Point(1, 2))));
    all.put("BitSet", BitSet.valueOf(new long[] {5, 7}));
    all.put("list of lists", new ArrayList<>(List.of(new ArrayList<>(List.of(new Point(1, 2))))));
  }

  /** Values whose classes have no equals of use: what a copy of each must show. */
  static Map<String, Object> shown() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("int[]", new int[] {1, 2});
    all.put("String[]", new String[] {"a", null});
    all.put("Point[]", new Point[] {new Point(1, 2), null});
    all.put("Object[][]", new Object[][] {{1, "x"}, {}});
    all.put("long[][]", new long[][] {{1}, {2, 3}});
    all.put("ArrayDeque", new ArrayDeque<>(List.of(1, 2, 3)));
    all.put("AtomicLong", new AtomicLong(77));
    all.put("StringBuilder", new StringBuilder("sb"));
    return all;
  }

  static String text(Object value) {
    return value instanceof Object[] array
        ? array.getClass().getName() + Arrays.deepToString(array)
        : value.getClass().isArray()
            ? value.getClass().getName() + Arrays.deepToString(new Object[] {value})
            : value.getClass().getName() + value;
  }
}
