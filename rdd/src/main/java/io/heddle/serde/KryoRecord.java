package io.heddle.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A record's components in order, those whose type says the class without it. Kryo's own serialiser
 * of records calls their accessors, which it may not where the record is private.
 */
final class KryoRecord extends Serializer<Object> {
  private final RecordShape shape;

  KryoRecord(Class<?> type) {
    super(false, true);
    shape = RecordShape.of(type);
  }

  @Override
  public void write(Kryo kryo, Output out, Object record) {
    Object[] values = shape.values(record);
    for (int i = 0; i < values.length; i++) {
      Class<?> type = shape.type(i);
      if (type.isPrimitive()) {
        kryo.writeObject(out, values[i], kryo.getSerializer(type));
      } else if (kryo.isFinal(type)) {
        kryo.writeObjectOrNull(out, values[i], kryo.getSerializer(type));
      } else {
        kryo.writeClassAndObject(out, values[i]);
      }
    }
  }

  @Override
  public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
    Object[] values = new Object[shape.size()];
    for (int i = 0; i < values.length; i++) {
      Class<?> component = shape.type(i);
      if (component.isPrimitive()) {
        values[i] = kryo.readObject(in, component, kryo.getSerializer(component));
      } else if (kryo.isFinal(component)) {
        values[i] = kryo.readObjectOrNull(in, component, kryo.getSerializer(component));
      } else {
        values[i] = kryo.readClassAndObject(in);
      }
    }
    try {
      return shape.make(values);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new KryoException("no " + type.getName() + " can be made of what was read", e);
    }
  }
}
