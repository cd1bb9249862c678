package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.closure.GeneratedHash;
import io.heddle.serde.JavaSerialization;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Hash codes that are the same in every process for equal values. A class's own {@code hashCode} is
 * used, but not where it is known to differ from process to process: enum constants count by their
 * name, also inside pairs and records.
 */
final class StableHash {
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class);

  private static final ClassValue<Kind> KINDS =
      new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
          return kindOf(type);
        }
      };

  private static final ClassValue<Method[]> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          Method[] accessors = new Method[components.length];
          for (int i = 0; i < accessors.length; i++) {
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
          }
          return accessors;
        }
      };

  private enum Kind {
    OWN,
    ENUM,
    PAIR,
    RECORD,
    IDENTITY
  }

  private StableHash() {}

  /**
   * @throws HeddleException BAD_ARGUMENT for arrays and for classes that do not define {@code
   *     hashCode}: equal contents would not be found equal
   */
  static int of(Object value) {
    return of(value, false);
  }

  /**
   * The same for equal contents, whatever they are: arrays, and lists, count by their elements, and
   * objects of classes that do not define {@code hashCode} by what they are serialised to.
   *
   * @throws HeddleException NOT_SERIALIZABLE
   */
  static int ofContent(Object value) {
    return of(value, true);
  }

  private static int of(Object value, boolean content) {
    if (value == null) {
      return 0;
    }
    return switch (KINDS.get(value.getClass())) {
      case OWN -> content && value instanceof List<?> list ? ofElements(list) : value.hashCode();
      case ENUM -> ((Enum<?>) value).name().hashCode();
      case PAIR -> {
        Pair<?, ?> pair = (Pair<?, ?>) value;
        yield 31 * of(pair.key(), content) + of(pair.value(), content);
      }
      case RECORD -> ofComponents(value, content);
      case IDENTITY -> {
        if (content) {
          yield ofIdentity(value);
        }
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT,
            "a key of "
                + value.getClass().getTypeName()
                + " has no hashCode by content, so equal keys could not be brought together");
      }
    };
  }

  private static int ofElements(Iterable<?> elements) {
    int hash = 1;
    for (Object element : elements) {
      hash = 31 * hash + of(element, true);
    }
    return hash;
  }

  private static int ofIdentity(Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    }
    return value instanceof Object[] array
        ? ofElements(Arrays.asList(array))
        : Arrays.hashCode(JavaSerialization.write(value));
  }

  private static int ofComponents(Object value, boolean content) {
    int hash = 0;
    for (Method accessor : ACCESSORS.get(value.getClass())) {
      try {
        hash = 31 * hash + of(accessor.invoke(value), content);
      } catch (ReflectiveOperationException e) {
        throw new HeddleException(
            ErrorCode.USER_CODE_FAILED, "the record's " + accessor + " failed", e);
      }
    }
    return hash;
  }

  private static Kind kindOf(Class<?> type) {
    if (type == Pair.class) {
      return Kind.PAIR;
    }
    if (Enum.class.isAssignableFrom(type)) {
      return Kind.ENUM;
    }
    try {
      if (type.isArray() || type.getMethod("hashCode").getDeclaringClass() == Object.class) {
        return Kind.IDENTITY;
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every class has hashCode", e);
    }
    return type.isRecord() && !hasPlainComponents(type) && GeneratedHash.isOf(type)
        ? Kind.RECORD
        : Kind.OWN;
  }

  private static boolean hasPlainComponents(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      if (!component.getType().isPrimitive() && !PLAIN.contains(component.getType())) {
        return false;
      }
    }
    return true;
  }
}
