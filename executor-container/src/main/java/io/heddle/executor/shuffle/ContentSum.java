package io.heddle.executor.shuffle;

import io.heddle.rdd.Pair;
import java.util.Arrays;
import java.util.List;

/**
 * A checksum of pairs that is the same in whatever order they come, and in every process: the sum
 * of each pair's hash. It knows the content of strings, numbers, booleans, characters, arrays of
 * primitives, pairs, lists and nulls; one object of any other class, and nothing is known of all of
 * them, as its hash may be that of its address. Used by one thread.
 */
public final class ContentSum {
  private static final long K1 = 0x9E3779B97F4A7C15L;
  private static final long K2 = 0xC2B2AE3D27D4EB4FL;

  private long sum;
  private long count;
  private boolean known = true;

  public void add(Object key, Object value) {
    if (known) {
      sum += mix(hash(key) * K1 + hash(value));
      count++;
    }
  }

  /** The checksum; 0 when it is not known. */
  public long value() {
    if (!known) {
      return 0;
    }
    long value = mix(sum + count * K2);
    return value == 0 ? 1 : value;
  }

  private long hash(Object object) {
    if (object == null) {
      return K2;
    }
    if (object instanceof String text) {
      return mix(text.hashCode() + ((long) text.length() << 32));
    }
    if (object instanceof Long || object instanceof Integer) {
      return mix(((Number) object).longValue() + K1);
    }
    if (object instanceof Double number) {
      return mix(Double.doubleToLongBits(number) ^ K2);
    }
    return object instanceof Pair<?, ?> pair
        ? mix(hash(pair.key()) * K2 + hash(pair.value()))
        : rarer(object);
  }

  private long rarer(Object object) {
    if (object instanceof List<?> list) {
      long all = list.size();
      for (Object each : list) {
        all = all * K1 + hash(each);
      }
      return mix(all);
    }
    if (object instanceof byte[] bytes) {
      return mix(Arrays.hashCode(bytes) + ((long) bytes.length << 32));
    }
    if (object instanceof Number
            && (object instanceof Float || object instanceof Short || object instanceof Byte)
        || object instanceof Boolean
        || object instanceof Character) {
      return mix(object.hashCode() + K2);
    }
    if (object instanceof long[] values) {
      return mix(Arrays.hashCode(values));
    }
    if (object instanceof int[] values) {
      return mix(Arrays.hashCode(values));
    }
    if (object instanceof double[] values) {
      return mix(Arrays.hashCode(values));
    }
    known = false;
    return 0;
  }

  private static long mix(long bits) {
    long h = (bits ^ (bits >>> 32)) * K1;
    h = (h ^ (h >>> 29)) * K2;
    return h ^ (h >>> 32);
  }
}
