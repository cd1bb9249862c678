package io.heddle.serde;

import static io.heddle.serde.BatchFormat.corrupt;

import java.util.Arrays;
import java.util.Objects;

/** Batches as {@link BatchFormat} says. Used by one thread. */
final class ColumnSerde implements Serde {
  private final ObjectCodec objects;
  private final ColumnEncoder encoder;
  private final ColumnDecoder decoder;

  ColumnSerde(ObjectCodec objects) {
    this.objects = objects;
    encoder = new ColumnEncoder(objects);
    decoder = new ColumnDecoder(objects);
  }

  @Override
  public Serde another() {
    return new ColumnSerde(objects);
  }

  @Override
  public void encode(Object[] values, int from, int to, OutputBuffer out) {
    Objects.checkFromToIndex(from, to, values.length);
    begin(to - from, out);
    encoder.column(values, from, to, out);
  }

  @Override
  public void encodePairs(Object[] keys, Object values, int from, int to, OutputBuffer out) {
    Objects.checkFromToIndex(from, to, keys.length);
    begin(to - from, out);
    out.writeByte(BatchFormat.PAIR);
    encoder.column(keys, from, to, out);
    if (values instanceof Object[] objects) {
      encoder.column(objects, from, to, out);
    } else if (values instanceof long[] longs) {
      encoder.numbers(BatchFormat.LONG, Arrays.copyOfRange(longs, from, to), out);
    } else if (values instanceof int[] ints) {
      encoder.numbers(BatchFormat.INT, widened(ints, from, to), out);
    } else if (values instanceof double[] doubles) {
      encoder.doubles(doubles, from, to, out);
    } else {
      throw new IllegalArgumentException("values in a " + values.getClass().getName());
    }
  }

  private void begin(int n, OutputBuffer out) {
    encoder.begin();
    out.writeByte(BatchFormat.VERSION);
    out.writeVarint(n);
  }

  private static long[] widened(int[] ints, int from, int to) {
    long[] longs = new long[to - from];
    for (int i = from; i < to; i++) {
      longs[i - from] = ints[i];
    }
    return longs;
  }

  @Override
  public Batch decode(InputBuffer in) {
    try {
      int version = in.readByte();
      if (version != BatchFormat.VERSION) {
        throw corrupt("a batch of version " + version);
      }
      long n = in.readVarint();
      if (n < 0 || n > Integer.MAX_VALUE - 8) {
        throw corrupt("a batch of " + n + " values");
      }
      return decode((int) n, in);
    } catch (IndexOutOfBoundsException e) {
      throw new CorruptBatchException("a batch ends early: " + e.getMessage(), e);
    }
  }

  private Batch decode(int n, InputBuffer in) {
    decoder.begin();
    int start = in.position();
    if (in.readByte() == BatchFormat.PAIR) {
      Object[] keys = decoder.column(n, in);
      return new Batch(n, null, keys, decoder.unboxed(n, in));
    }
    in.reset(in.array(), start, in.position() + in.remaining() - start);
    return new Batch(n, decoder.column(n, in), null, null);
  }

  @Override
  public byte[] toBytes(Object value) {
    OutputBuffer out = new OutputBuffer(64);
    encode(new Object[] {value}, 0, 1, out);
    return out.toByteArray();
  }

  @Override
  public Object fromBytes(byte[] bytes) {
    InputBuffer in = new InputBuffer(bytes);
    Batch batch = decode(in);
    if (batch.size() != 1 || in.remaining() != 0) {
      throw corrupt("not the bytes of one value");
    }
    return batch.value(0);
  }
}
