package io.heddle.benchmarks.micro;

import io.heddle.executor.combine.CombineTable;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sums by key into an empty table, a pair: of 200,000 keys that come by Zipf's law, and of ten
 * million that come once each. {@code makingStrings} is what the strings themselves cost, and
 * {@code hashMap} what Java's own map does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CombineTableBenchmark {
  private static final int FEW = 200_000;
  private static final int DRAWS = 4_000_000;
  private static final int MANY = 10_000_000;

  /** Few keys, each many times. */
  @State(Scope.Benchmark)
  public static class FewKeys {
    private final Words words = Words.zipf(FEW, DRAWS);
  }

  /** Many keys, each once. */
  @State(Scope.Benchmark)
  public static class ManyKeys {
    private final Words words = Words.each(MANY);
  }

  private static CombineTable table() {
    return CombineTable.create(
        new Combiner<Object, Long, Long>(v -> v, Long::sum, Long::sum, CombineShape.LONG_SUM),
        new Unlimited());
  }

  private static int strings(Words words) throws Exception {
    CombineTable table = table();
    Long one = 1L;
    for (int i = 0; i < words.size(); i++) {
      table.add(words.word(i), one);
    }
    table.settle();
    return table.size();
  }

  private static int longs(Words words) throws Exception {
    CombineTable table = table();
    Long one = 1L;
    for (int i = 0; i < words.size(); i++) {
      table.add(words.number(i), one);
    }
    table.settle();
    return table.size();
  }

  @Benchmark
  @OperationsPerInvocation(DRAWS)
  public int stringsOf200k(FewKeys keys) throws Exception {
    return strings(keys.words);
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public int stringsOf10M(ManyKeys keys) throws Exception {
    return strings(keys.words);
  }

  @Benchmark
  @OperationsPerInvocation(DRAWS)
  public int longsOf200k(FewKeys keys) throws Exception {
    return longs(keys.words);
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public int longsOf10M(ManyKeys keys) throws Exception {
    return longs(keys.words);
  }

  /** By the user's functions, which is what any other fold costs. */
  @Benchmark
  @OperationsPerInvocation(DRAWS)
  public int stringsOf200kGeneric(FewKeys keys) throws Exception {
    CombineTable table =
        CombineTable.create(
            new Combiner<Object, Long, Long>(v -> v, Long::sum, Long::sum, CombineShape.GENERIC),
            new Unlimited());
    Long one = 1L;
    for (int i = 0; i < DRAWS; i++) {
      table.add(keys.words.word(i), one);
    }
    return table.size();
  }

  @Benchmark
  @OperationsPerInvocation(DRAWS)
  public long makingStrings(FewKeys keys) {
    long characters = 0;
    for (int i = 0; i < DRAWS; i++) {
      characters += keys.words.word(i).length();
    }
    return characters;
  }

  @Benchmark
  @OperationsPerInvocation(DRAWS)
  public int hashMap(FewKeys keys) {
    Map<String, long[]> map = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      map.computeIfAbsent(keys.words.word(i), word -> new long[1])[0]++;
    }
    return map.size();
  }
}
