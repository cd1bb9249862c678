package io.heddle.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * Java serialisation of one object among Kryo's: {@code length:varint}, then the bytes. What it
 * shares with objects outside of it is copied.
 */
final class KryoJavaForm extends Serializer<Object> {
  private final ClassLoader userClasses;
  private final SerializerRegistry registry;

  KryoJavaForm(ClassLoader userClasses, SerializerRegistry registry) {
    this.userClasses = userClasses;
    this.registry = registry;
  }

  @Override
  public void write(Kryo kryo, Output out, Object object) {
    byte[] bytes = JavaSerialization.write(object, registry);
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  @Override
  public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
    int length = in.readVarInt(true);
    if (length < 0 || length > in.limit() - in.position()) {
      throw BatchFormat.corrupt("a Java object of " + length + " bytes");
    }
    byte[] bytes = in.readBytes(length);
    return JavaSerialization.read(bytes, 0, length, userClasses, registry);
  }
}
