package io.heddle.executor.memory;

import io.heddle.rdd.Pair;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Estimates of what objects take on a 64-bit HotSpot heap. Known types are computed; of collections
 * and arrays of objects a few elements stand for the rest; other objects are followed through the
 * fields that may be looked at, a few levels deep. Shared objects count each time they are met.
 * Stateless.
 */
public final class ObjectSizes {
  private static final int REFERENCE = Runtime.getRuntime().maxMemory() < 32L << 30 ? 4 : 8;
  private static final int HEADER = 8 + REFERENCE;
  private static final int SAMPLES = 8;
  private static final int MAX_DEPTH = 5;

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private ObjectSizes() {}

  /** Bytes of an array with elements of {@code elementBytes}. */
  public static long ofArray(long length, int elementBytes) {
    return align(HEADER + 4 + length * elementBytes);
  }

  /** Bytes of an array of references, without what they refer to. */
  public static long ofReferences(long length) {
    return ofArray(length, REFERENCE);
  }

  /** Bytes of an object and what it alone is likely to refer to; 0 for null. */
  public static long of(Object object) {
    return of(object, 0);
  }

  private static long of(Object object, int depth) {
    if (object == null || depth > MAX_DEPTH) {
      return 0;
    }
    if (object instanceof String s) {
      // One byte a char is right for most text; wide strings take twice that.
      return align(HEADER + REFERENCE + 4 + 1 + 1) + ofArray(s.length(), 1);
    }
    if (object instanceof Number || object instanceof Boolean || object instanceof Character) {
      return object instanceof Integer || object instanceof Float ? align(HEADER + 4) : 24;
    }
    if (object instanceof Pair<?, ?> pair) {
      return align(HEADER + 2L * REFERENCE)
          + of(pair.key(), depth + 1)
          + of(pair.value(), depth + 1);
    }
    Class<?> type = object.getClass();
    if (type.isArray()) {
      return ofArrayObject(object, type, depth);
    }
    if (object instanceof ArrayList<?> list) {
      return 2L * HEADER + 8 + (REFERENCE + 2L) * list.size() + ofSome(list, depth);
    }
    if (object instanceof Collection<?> collection) {
      return 64 + (HEADER + 5L * REFERENCE) * collection.size() + ofSome(collection, depth);
    }
    if (object instanceof Map<?, ?> map) {
      return 64
          + (HEADER + 6L * REFERENCE) * map.size()
          + ofSome(map.keySet(), depth)
          + ofSome(map.values(), depth);
    }
    return SHAPES.get(type).sizeOf(object, depth);
  }

  private static long ofSome(Collection<?> elements, int depth) {
    long sum = 0;
    int seen = 0;
    for (Object element : elements) {
      sum += of(element, depth + 1);
      if (++seen == SAMPLES) {
        break;
      }
    }
    return seen == 0 ? 0 : sum * elements.size() / seen;
  }

  private static long ofArrayObject(Object array, Class<?> type, int depth) {
    int length = Array.getLength(array);
    Class<?> component = type.getComponentType();
    if (component.isPrimitive()) {
      return ofArray(length, primitiveBytes(component));
    }
    Object[] elements = (Object[]) array;
    long sum = 0;
    int step = Math.max(1, length / SAMPLES);
    int seen = 0;
    for (int i = 0; i < length; i += step) {
      sum += of(elements[i], depth + 1);
      seen++;
    }
    return ofReferences(length) + (seen == 0 ? 0 : sum * length / seen);
  }

  private static int primitiveBytes(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class) {
      return 4;
    }
    return type == short.class || type == char.class ? 2 : 1;
  }

  private static long align(long bytes) {
    return (bytes + 7) & ~7L;
  }

  /** What is known of a class: its own bytes, and the references worth following. */
  private record Shape(long ownBytes, List<Field> references) {
    static Shape of(Class<?> type) {
      long bytes = HEADER;
      List<Field> references = new ArrayList<>();
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        for (Field field : each.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            continue;
          }
          if (field.getType().isPrimitive()) {
            bytes += primitiveBytes(field.getType());
          } else {
            bytes += REFERENCE;
            follow(field, references);
          }
        }
      }
      return new Shape(align(bytes), references);
    }

    private static void follow(Field field, List<Field> references) {
      if (field.getType().isEnum() || field.getType() == Class.class) {
        return;
      }
      try {
        field.setAccessible(true);
        references.add(field);
      } catch (InaccessibleObjectException | SecurityException e) {
        // A JDK class that is closed to us: its own bytes must do.
      }
    }

    long sizeOf(Object object, int depth) {
      long bytes = ownBytes;
      for (Field field : references) {
        try {
          bytes += ObjectSizes.of(field.get(object), depth + 1);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("the field was made accessible", e);
        }
      }
      return bytes;
    }
  }
}
