package io.heddle.serde;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInput;

/** What a {@link ValueSerializer} reads from, on top of some serialiser. */
final class GraphInput extends DataInputStream implements ObjectInput {
  /** Reads a nested object. */
  interface Objects {
    Object read() throws IOException;
  }

  private final Objects objects;

  GraphInput(InputStream bytes, Objects objects) {
    super(bytes);
    this.objects = objects;
  }

  @Override
  public Object readObject() throws IOException {
    return objects.read();
  }

  @Override
  public void close() {}
}
