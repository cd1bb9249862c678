package io.heddle.rdd.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;

/** Serialises to nowhere, counting bytes, and keeps what the outermost object was replaced by. */
final class LambdaStream extends ObjectOutputStream {
  private final Counter counter;
  private Object outermost;

  private LambdaStream(Counter counter) throws IOException {
    super(counter);
    this.counter = counter;
    enableReplaceObject(true);
  }

  static LambdaStream of(Object object) throws IOException {
    LambdaStream stream = new LambdaStream(new Counter());
    stream.writeObject(object);
    stream.flush();
    return stream;
  }

  /** The serialised form of a lambda or method reference; null for any other object. */
  SerializedLambda lambda() {
    return outermost instanceof SerializedLambda lambda ? lambda : null;
  }

  long bytes() {
    return counter.bytes;
  }

  @Override
  protected Object replaceObject(Object written) {
    if (outermost == null) {
      outermost = written;
    }
    return written;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }
}
