package io.heddle.serde;

/** Java serialisation. Used by one thread. */
final class JavaCodec implements GraphCodec {
  private final ClassLoader userClasses;
  private final SerializerRegistry registry;

  JavaCodec(ClassLoader userClasses, SerializerRegistry registry) {
    this.userClasses = userClasses;
    this.registry = registry;
  }

  @Override
  public Written write(Object[] values) {
    byte[] bytes = JavaSerialization.write(values, registry);
    return new Written(bytes, bytes.length);
  }

  @Override
  public Object[] read(byte[] bytes, int offset, int length) {
    return (Object[]) JavaSerialization.read(bytes, offset, length, userClasses, registry);
  }
}
