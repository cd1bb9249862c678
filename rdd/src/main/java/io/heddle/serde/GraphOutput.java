package io.heddle.serde;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutput;
import java.io.OutputStream;

/** What a {@link ValueSerializer} writes to, on top of some serialiser. */
final class GraphOutput extends DataOutputStream implements ObjectOutput {
  /** Writes a nested object. */
  interface Objects {
    void write(Object object) throws IOException;
  }

  private final Objects objects;

  GraphOutput(OutputStream bytes, Objects objects) {
    super(bytes);
    this.objects = objects;
  }

  @Override
  public void writeObject(Object object) throws IOException {
    objects.write(object);
  }

  @Override
  public void flush() {} // the serialiser's buffer is not a stream to somewhere

  @Override
  public void close() {}
}
