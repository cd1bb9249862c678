package program.random;

import io.heddle.rdd.Pair;
import io.heddle.rdd.Quad;
import io.heddle.rdd.Triple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Any value as a text that tells its class and content, and nothing of the order in which what is
 * iterable came. Results are compared by it.
 */
final class Plain {
  private Plain() {}

  static String of(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof byte[] bytes) {
      return "bytes" + Arrays.toString(bytes);
    }
    if (value instanceof Pair<?, ?> pair) {
      return "(" + of(pair.key()) + "," + of(pair.value()) + ")";
    }
    if (value instanceof Triple<?, ?, ?> three) {
      return "(" + of(three.first()) + "," + of(three.second()) + "," + of(three.third()) + ")";
    }
    if (value instanceof Quad<?, ?, ?, ?> four) {
      return of(new Triple<>(four.first(), four.second(), four.third())) + of(four.fourth());
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(there -> "some " + of(there)).orElse("none");
    }
    if (value instanceof Iterable<?> iterable) {
      return list(iterable).toString();
    }
    return value.getClass().getSimpleName() + ":" + value;
  }

  /** The texts of all, sorted. */
  static ArrayList<String> list(Iterable<?> values) {
    ArrayList<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(of(value)));
    Collections.sort(texts);
    return texts;
  }

  static int compare(Object a, Object b) {
    return of(a).compareTo(of(b));
  }

  static Object greater(Object a, Object b) {
    return compare(a, b) >= 0 ? a : b;
  }

  /** A number of the content, the same in every process; not negative. */
  static int number(Object value) {
    return of(value).hashCode() >>> 1;
  }

  /** A pair of any types as one of the types that programs here have. */
  static Pair<Object, Object> pair(Object key, Object value) {
    return new Pair<>(key, value);
  }

  static List<Object> objects(List<?> values) {
    return new ArrayList<>(values);
  }
}
