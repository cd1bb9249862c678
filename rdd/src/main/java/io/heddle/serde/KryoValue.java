package io.heddle.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A program's serializer as one of Kryo's. */
final class KryoValue<T> extends Serializer<T> {
  private final ValueSerializer<T> serializer;

  KryoValue(ValueSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public void write(Kryo kryo, Output out, T value) {
    try {
      serializer.write(
          value, new GraphOutput(out, object -> kryo.writeClassAndObject(out, object)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T read(Kryo kryo, Input in, Class<? extends T> type) {
    try {
      return serializer.read(new GraphInput(in, () -> kryo.readClassAndObject(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new CorruptBatchException("there is no class " + e.getMessage(), e);
    }
  }
}
