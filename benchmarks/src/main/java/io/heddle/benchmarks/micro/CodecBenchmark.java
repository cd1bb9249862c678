package io.heddle.benchmarks.micro;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.rdd.Pair;
import io.heddle.serde.InputBuffer;
import io.heddle.serde.OutputBuffer;
import io.heddle.serde.Serde;
import io.heddle.serde.SerdeFactory;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Records to bytes and back, a record: the columns alone, and as frames compressed by LZ4. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class CodecBenchmark {
  private static final int RECORDS = 4096;

  @Param({"string", "long", "pair", "record"})
  private String records;

  private final Object[] values = new Object[RECORDS];
  private final OutputBuffer out = new OutputBuffer(1 << 16);
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream(1 << 20);
  private Serde serde;
  private FrameWriter writer;
  private FrameReader reader;
  private byte[] encoded;
  private byte[] framed;

  /** What has no column of its own and goes through the general serialiser. */
  record Sale(String item, int count, double price) implements java.io.Serializable {}

  @Setup
  public void setUp() throws Exception {
    Words words = Words.zipf(RECORDS, RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      values[i] =
          switch (records) {
            case "string" -> words.word(i);
            case "long" -> words.number(i);
            case "pair" -> new Pair<>(words.word(i), words.number(i));
            default -> new Sale(words.word(i), i, i / 7.0);
          };
    }
    SerdeFactory serdes = SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader());
    serde = serdes.create();
    writer = new FrameWriter(serdes.create(), true);
    reader = new FrameReader(serdes.create());
    encoding();
    encoded = out.toByteArray();
    writingFrames();
    framed = frames.toByteArray();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int encoding() {
    out.clear();
    serde.encode(values, 0, RECORDS, out);
    return out.size();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object decoding() {
    return serde.decode(new InputBuffer(encoded));
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int writingFrames() throws Exception {
    frames.reset();
    return writer.writeValues(values, 0, RECORDS, frames::write);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object readingFrames() throws Exception {
    reader.reset(framed, 0, framed.length);
    return reader.next();
  }
}
