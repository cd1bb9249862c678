package io.heddle.serde;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/**
 * How a record travels within {@link JavaSerialization}: its class name and components. The JDK's
 * own way to read a record builds method handles for its class, some 5 ms each in a JVM that has
 * just started, which would be spent before the first task runs; a reflective call is not.
 */
final class RecordForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private final String type;
  private final Object[] values;

  private RecordForm(String type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  /** What is written in the record's place: the record itself where it has a say in that. */
  static Object of(Object object) {
    Class<?> type = object.getClass();
    Shape shape = type.isRecord() && object instanceof Serializable ? SHAPES.get(type) : null;
    if (shape == null || shape.readsItself) {
      return object;
    }
    Object[] values = new Object[shape.fields.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = shape.fields[i].get(object);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the fields were made accessible", e);
    }
    return new RecordForm(type.getName(), values);
  }

  /**
   * The record, made by its canonical constructor.
   *
   * @throws InvalidObjectException when there is no such record, or the constructor refuses
   */
  Object toRecord(ClassLoader classes) throws InvalidObjectException, ClassNotFoundException {
    Class<?> record = Class.forName(type, false, classes);
    if (!record.isRecord() || !Serializable.class.isAssignableFrom(record)) {
      throw new InvalidObjectException(type + " is not a serialisable record");
    }
    try {
      return SHAPES.get(record).constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw refused(e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private InvalidObjectException refused(Throwable cause) {
    InvalidObjectException refused =
        new InvalidObjectException("no " + type + " can be made of what was read: " + cause);
    refused.initCause(cause);
    return refused;
  }

  /** What is known of a record class. */
  private static final class Shape {
    private final Field[] fields;
    private final Constructor<?> constructor;
    private final boolean readsItself;

    private Shape(Field[] fields, Constructor<?> constructor, boolean readsItself) {
      this.fields = fields;
      this.constructor = constructor;
      this.readsItself = readsItself;
    }

    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Field[] fields = new Field[components.length];
      Class<?>[] types = new Class<?>[components.length];
      try {
        for (int i = 0; i < fields.length; i++) {
          fields[i] = type.getDeclaredField(components[i].getName());
          fields[i].setAccessible(true);
          types[i] = components[i].getType();
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return new Shape(fields, constructor, declares(type, "readResolve"));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("not as records are: " + type, e);
      }
    }

    private static boolean declares(Class<?> type, String method) {
      for (var declared : type.getDeclaredMethods()) {
        if (declared.getName().equals(method)) {
          return true;
        }
      }
      return false;
    }
  }
}
