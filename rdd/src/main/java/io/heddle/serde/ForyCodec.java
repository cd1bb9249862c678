package io.heddle.serde;

import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;

/**
 * Any objects through Apache Fory, by class name, shared and circular references kept. Loading this
 * class and making one costs some 100 ms the first time in a JVM, so only {@link ObjectCodec} does,
 * when there is enough to write. Used by one thread.
 */
final class ForyCodec {
  private static final int DEEPEST = 1000;

  private final Fory fory;
  private final MemoryBuffer buffer = MemoryBuffer.newHeapBuffer(4096);

  ForyCodec(ClassLoader userClasses) {
    fory =
        Fory.builder()
            .withXlang(false)
            .withRefTracking(true)
            .requireClassRegistration(false)
            .suppressClassRegistrationWarnings(true)
            // Generated serialisers would have to see Fory through the user's class loader, and
            // take
            // 200 ms to come up.
            .withCodegen(false)
            .withMaxDepth(DEEPEST)
            .withClassLoader(userClasses)
            .build();
  }

  /** Serialises into a buffer that the next call uses again: bytes 0 to its writer index. */
  MemoryBuffer write(Object[] values) {
    buffer.writerIndex(0);
    return fory.serialize(buffer, values);
  }

  Object read(byte[] bytes, int offset, int length) {
    return fory.deserialize(MemoryBuffer.fromByteArray(bytes, offset, length));
  }
}
