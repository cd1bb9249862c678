package io.heddle.executor.sort;

import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
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

/**
 * The buffer of rows that sorts by prefixes, a pair, without giving the pairs out. {@code alike}
 * are strings whose first 16 characters are the same.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Benchmark)
public class RowBufferBenchmark {
  private static final int PAIRS = 500_000;

  @Param({"string", "alike", "long"})
  private String keys;

  private List<Pair<Object, Long>> pairs;

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(4);
    pairs = new ArrayList<>(PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      long number = random.nextLong();
      Object key =
          switch (keys) {
            case "string" -> Long.toString(number, 36);
            case "alike" -> "all begin alike " + Long.toString(number, 36);
            default -> number;
          };
      pairs.add(new Pair<>(key, number));
    }
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public int taking() {
    return filled().size();
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public Object takingAndSorting() {
    RowBuffer buffer = filled();
    buffer.sort();
    return buffer.pair(0);
  }

  private RowBuffer filled() {
    RowBuffer buffer = new RowBuffer(Comparator.naturalOrder());
    for (Pair<Object, Long> pair : pairs) {
      buffer.add(pair);
    }
    return buffer;
  }
}
