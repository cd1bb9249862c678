package io.heddle.serde;

import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeInfo;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/**
 * The root of what Fory writes for a batch: {@code n:varint one:bool}, then where all values are of
 * one class that class and the values without it, else each value with its class.
 */
@SuppressWarnings("ArrayRecordComponent") // wraps an array on its way, never compared
record ForyBatch(Object[] values) {

  /** How Fory writes it. */
  static final class Form extends Serializer<ForyBatch> {
    private final TypeResolver types;

    Form(TypeResolver types) {
      super(types.getConfig(), ForyBatch.class, false);
      this.types = types;
    }

    @Override
    public void write(WriteContext context, ForyBatch batch) {
      Object[] values = batch.values;
      context.writeVarUInt32(values.length);
      Class<?> only = GraphCodec.onlyClass(values);
      context.writeBoolean(only != null);
      if (only == null) {
        for (Object value : values) {
          context.writeRef(value);
        }
        return;
      }
      TypeInfo type = types.getTypeInfo(only);
      Serializer<Object> serializer = type.getSerializer();
      types.writeTypeInfo(context, type);
      for (Object value : values) {
        context.writeRef(value, serializer);
      }
    }

    @Override
    public ForyBatch read(ReadContext context) {
      int n = context.readVarUInt32();
      if (n < 0 || n > context.getBuffer().size()) {
        throw BatchFormat.corrupt(n + " objects in " + context.getBuffer().size() + " bytes");
      }
      Object[] values = new Object[n];
      if (!context.readBoolean()) {
        for (int i = 0; i < n; i++) {
          values[i] = context.readRef();
        }
        return new ForyBatch(values);
      }
      Serializer<Object> serializer = types.readTypeInfo(context).getSerializer();
      for (int i = 0; i < n; i++) {
        values[i] = context.readRef(serializer);
      }
      return new ForyBatch(values);
    }
  }
}
