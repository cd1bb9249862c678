package io.heddle.serde;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/**
 * A record class taken apart: its components and its canonical constructor, whoever may use them.
 */
final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Field[] fields;
  private final Class<?>[] types;
  private final Constructor<?> constructor;
  private final boolean readsItself;

  private RecordShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    fields = new Field[components.length];
    types = new Class<?>[components.length];
    try {
      for (int i = 0; i < fields.length; i++) {
        fields[i] = type.getDeclaredField(components[i].getName());
        fields[i].setAccessible(true);
        types[i] = components[i].getType();
      }
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not as records are: " + type, e);
    }
    readsItself = declares(type, "readResolve");
  }

  private static boolean declares(Class<?> type, String method) {
    for (var declared : type.getDeclaredMethods()) {
      if (declared.getName().equals(method)) {
        return true;
      }
    }
    return false;
  }

  /** Of a record class; made once for each. */
  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** Components. */
  int size() {
    return types.length;
  }

  /** A component's declared type. */
  Class<?> type(int component) {
    return types[component];
  }

  /** Whether it has a {@code readResolve}. */
  boolean readsItself() {
    return readsItself;
  }

  /** The components' values, as they are in the fields. */
  Object[] values(Object record) {
    Object[] values = new Object[fields.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = fields[i].get(record);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the fields were made accessible", e);
    }
    return values;
  }

  /** A record by its canonical constructor, which may refuse. */
  Object make(Object[] values) throws ReflectiveOperationException, InvocationTargetException {
    return constructor.newInstance(values);
  }
}
