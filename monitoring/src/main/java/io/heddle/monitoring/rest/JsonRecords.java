package io.heddle.monitoring.rest;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes records of what {@link JsonReader} gave. Fields that a record does not have are passed
 * over; components that the JSON does not have are zero, false, "", an empty list or map, or a
 * record of such; so that the two sides may be of different versions. An enum's first constant
 * stands for those not known.
 */
final class JsonRecords {
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          for (RecordComponent component : components) {
            component.getAccessor().setAccessible(true);
          }
          return components;
        }
      };

  private JsonRecords() {}

  static RecordComponent[] components(Class<?> record) {
    return COMPONENTS.get(record);
  }

  /**
   * @throws IllegalArgumentException if a value is of another kind than its component
   */
  static <T extends Record> T bind(Object json, Class<T> type) {
    return type.cast(value(json, type));
  }

  private static Object value(Object json, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(json, arguments[0])
          : map(json, arguments[1]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return record(json, raw);
    }
    if (raw.isEnum()) {
      return constant(json, raw);
    }
    if (raw == String.class) {
      return json == null ? "" : expect(json, String.class);
    }
    if (raw == boolean.class) {
      return json == null ? (Object) false : expect(json, Boolean.class);
    }
    Number number = json == null ? (Number) 0L : expect(json, Number.class);
    if (raw == int.class || raw == Integer.class) {
      return number.intValue();
    }
    if (raw == long.class || raw == Long.class) {
      return number.longValue();
    }
    if (raw == double.class) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("no JSON for " + type);
  }

  private static Object record(Object json, Class<?> type) {
    Map<?, ?> fields = json == null ? Map.of() : expect(json, Map.class);
    RecordComponent[] components = components(type);
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(fields.get(components[i].getName()), components[i].getGenericType());
    }
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a record: " + type, e);
    }
  }

  private static Object constant(Object json, Class<?> type) {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equals(json)) {
        return constant;
      }
    }
    return constants[0];
  }

  private static List<Object> list(Object json, Type itemType) {
    List<Object> items = new ArrayList<>();
    if (json != null) {
      for (Object item : expect(json, List.class)) {
        items.add(value(item, itemType));
      }
    }
    return List.copyOf(items);
  }

  private static Map<String, Object> map(Object json, Type valueType) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (json != null) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) expect(json, Map.class)).entrySet()) {
        entries.put((String) entry.getKey(), value(entry.getValue(), valueType));
      }
    }
    return java.util.Collections.unmodifiableMap(entries);
  }

  private static <T> T expect(Object json, Class<T> type) {
    if (!type.isInstance(json)) {
      throw new IllegalArgumentException(
          "expected " + type.getSimpleName() + ", got " + json.getClass().getSimpleName());
    }
    return type.cast(json);
  }
}
