package io.heddle.serde;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;

/**
 * How a record travels within {@link JavaSerialization}: its class name and components. The JDK's
 * own way to read a record builds method handles for its class, some 5 ms each in a JVM that has
 * just started, which would be spent before the first task runs; a reflective call is not.
 */
final class RecordForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final Object[] values;

  private RecordForm(String type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  /** What is written in the record's place: the record itself where it has a say in that. */
  static Object of(Object object) {
    Class<?> type = object.getClass();
    RecordShape shape =
        type.isRecord() && object instanceof Serializable ? RecordShape.of(type) : null;
    if (shape == null || shape.readsItself()) {
      return object;
    }
    return new RecordForm(type.getName(), shape.values(object));
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
      return RecordShape.of(record).make(values);
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
}
