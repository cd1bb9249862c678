package io.heddle.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * Any objects through Kryo, shared and circular references kept: {@code n:varint one:bool}, then
 * where all values are of one class that class and the values without it, else each value with its
 * class. A class is written as a number where it is registered, and otherwise by its name, once a
 * batch. Used by one thread.
 */
final class KryoCodec implements GraphCodec {
  private final Kryo kryo;
  private final Output out = new Output(4096, -1);
  private final Input in = new Input();

  KryoCodec(ClassLoader userClasses, SerializerRegistry registry) {
    kryo = new GraphKryo(userClasses, registry);
  }

  @Override
  public Written write(Object[] values) {
    out.reset();
    Class<?> only = GraphCodec.onlyClass(values);
    try {
      out.writeVarInt(values.length, true);
      out.writeBoolean(only != null);
      if (only == null) {
        for (Object value : values) {
          kryo.writeClassAndObject(out, value);
        }
      } else {
        Serializer<?> serializer = kryo.writeClass(out, only).getSerializer();
        for (Object value : values) {
          kryo.writeObject(out, value, serializer);
        }
      }
    } finally {
      kryo.reset();
    }
    return new Written(out.getBuffer(), out.position());
  }

  @Override
  public Object[] read(byte[] bytes, int offset, int length) {
    in.setBuffer(bytes, offset, length);
    try {
      int n = in.readVarInt(true);
      if (n < 0 || n > length) {
        throw BatchFormat.corrupt(n + " objects in " + length + " bytes");
      }
      Object[] values = new Object[n];
      if (in.readBoolean()) {
        Registration type = kryo.readClass(in);
        for (int i = 0; i < n; i++) {
          values[i] = kryo.readObject(in, type.getType(), type.getSerializer());
        }
      } else {
        for (int i = 0; i < n; i++) {
          values[i] = kryo.readClassAndObject(in);
        }
      }
      return values;
    } finally {
      kryo.reset();
    }
  }
}
