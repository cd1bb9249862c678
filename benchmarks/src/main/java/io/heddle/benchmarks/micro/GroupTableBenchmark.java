package io.heddle.benchmarks.micro;

import io.heddle.executor.combine.GroupTable;
import io.heddle.serde.Batch;
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

/** The table behind groups and joins, a pair: building it from a million, and looking keys up. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@State(Scope.Benchmark)
public class GroupTableBenchmark {
  private static final int PAIRS = 1 << 20;
  private static final int BATCH = 4096;

  @Param({"string", "long"})
  private String keys;

  private final Batch[] batches = new Batch[PAIRS / BATCH];
  private GroupTable built;

  @Setup
  public void setUp() throws Exception {
    Words words = Words.each(PAIRS / 2);
    for (int b = 0; b < batches.length; b++) {
      Object[] batchKeys = new Object[BATCH];
      long[] values = new long[BATCH];
      for (int i = 0; i < BATCH; i++) {
        int at = (b * BATCH + i) % words.size();
        batchKeys[i] = keys.equals("long") ? (Object) words.number(at) : words.word(at);
        values[i] = at;
      }
      batches[b] = new Batch(BATCH, null, batchKeys, values);
    }
    built = build();
  }

  private GroupTable build() throws Exception {
    GroupTable table = new GroupTable(1, new Unlimited());
    for (Batch batch : batches) {
      table.addAll(batch, 0);
    }
    return table;
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public int building() throws Exception {
    return build().size();
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long lookingUp() {
    int[] found = new int[GroupTable.FOUND_AT_ONCE];
    long rows = 0;
    for (Batch batch : batches) {
      for (int from = 0; from < BATCH; from += found.length) {
        built.find(batch.keys(), from, found.length, found);
        for (int id : found) {
          rows += built.firstRow(0, id);
        }
      }
    }
    return rows;
  }
}
