package io.heddle.serde;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * How the objects of one class are written, by a program that knows better than the serialiser that
 * is set; the same for all serialisers. Registered by a {@link SerializerRegistrator}.
 *
 * <p>Each thread has one of its own. What {@code write} writes {@code read} must read, neither more
 * nor less. {@code writeObject} and {@code readObject} take any object that can be serialised, null
 * among them; an object must not be reached again from what its own serializer writes.
 *
 * @param <T> the class itself; its subclasses are not written by this
 */
public interface ValueSerializer<T> {
  /**
   * Writes a value's content.
   *
   * @param value never null
   * @param out stays the engine's; not to be closed or kept
   */
  void write(T value, ObjectOutput out) throws IOException;

  /**
   * Makes a value of what {@link #write} wrote.
   *
   * @param in stays the engine's; not to be closed or kept
   */
  T read(ObjectInput in) throws IOException, ClassNotFoundException;
}
