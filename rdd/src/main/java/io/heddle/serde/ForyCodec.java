package io.heddle.serde;

import io.heddle.rdd.Pair;
import io.heddle.rdd.Quad;
import io.heddle.rdd.Triple;
import java.util.List;
import org.apache.fory.Fory;
import org.apache.fory.config.Config;
import org.apache.fory.memory.MemoryBuffer;

/**
 * Any objects through Apache Fory, shared and circular references kept. A class is written as a
 * number where it is registered, and otherwise by its name, once a batch, which makes it a number
 * for the rest of the batch. Loading this class and making one costs some 100 ms the first time in
 * a JVM, so only {@link ObjectCodec} does, when there is enough to write. Used by one thread.
 */
final class ForyCodec implements GraphCodec {
  private static final int DEEPEST = 1000;

  private static final List<Class<?>> OWN = List.of(Pair.class, Triple.class, Quad.class);

  private final Fory fory;
  private final MemoryBuffer buffer = MemoryBuffer.newHeapBuffer(4096);

  ForyCodec(ClassLoader userClasses, SerializerRegistry registry) {
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
    OWN.forEach(fory::register);
    fory.registerSerializerAndType(ForyBatch.class, new ForyBatch.Form(fory.getTypeResolver()));
    for (Class<?> type : registry.classes()) {
      ValueSerializer<?> serializer = registry.serializer(type);
      if (serializer != null) {
        fory.registerSerializerAndType(type, adapted(fory.getConfig(), type, serializer));
      } else if (!fory.getTypeResolver().isRegistered(type)) {
        fory.register(type);
      }
    }
  }

  @SuppressWarnings("unchecked") // registered for that class
  private static <T> ForyValue<T> adapted(
      Config config, Class<?> type, ValueSerializer<T> serializer) {
    return new ForyValue<>(config, (Class<T>) type, serializer);
  }

  @Override
  public Written write(Object[] values) {
    buffer.writerIndex(0);
    fory.serialize(buffer, new ForyBatch(values));
    return new Written(buffer.getHeapMemory(), buffer.writerIndex());
  }

  @Override
  public Object[] read(byte[] bytes, int offset, int length) {
    return ((ForyBatch) fory.deserialize(MemoryBuffer.fromByteArray(bytes, offset, length)))
        .values();
  }
}
