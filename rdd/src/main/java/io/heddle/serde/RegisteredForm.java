package io.heddle.serde;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * How an object whose class has a {@link ValueSerializer} travels within {@link JavaSerialization}:
 * the class's number, as two bytes, and what the serializer writes.
 */
final class RegisteredForm implements Externalizable {
  private static final long serialVersionUID = 1L;

  /** The streams of {@link JavaSerialization}, which know what is registered. */
  interface Stream {
    SerializerRegistry registry();
  }

  private transient int number;
  private transient Object value;

  /** For the stream that reads. */
  public RegisteredForm() {}

  private RegisteredForm(int number, Object value) {
    this.number = number;
    this.value = value;
  }

  /** What is written in an object's place: the object itself where its class is not registered. */
  static Object of(Object object, SerializerRegistry registry) {
    int number = registry.numberOf(object.getClass());
    return number < 0 ? object : new RegisteredForm(number, object);
  }

  Object value() {
    return value;
  }

  @Override
  @SuppressWarnings("unchecked") // registered with the class that the value is of
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeShort(number);
    ((ValueSerializer<Object>) ((Stream) out).registry().serializer(number)).write(value, out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    number = in.readUnsignedShort();
    ValueSerializer<?> serializer = ((Stream) in).registry().serializer(number);
    if (serializer == null) {
      throw new InvalidObjectException("no serializer is registered under " + number);
    }
    value = serializer.read(in);
  }
}
