package io.heddle.benchmarks.micro;

import io.heddle.executor.sort.PairSorter;
import io.heddle.rdd.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
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
 * Sorting by key, a pair: taking half a million, sorting them and giving them out. With 16 MiB of
 * memory they go through runs on disk.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Benchmark)
public class PairSorterBenchmark {
  private static final int PAIRS = 500_000;

  @Param({"string", "long", "record"})
  private String keys;

  @Param({"1024", "16"})
  private int memoryMebibytes;

  private List<Pair<Object, String>> pairs;

  /** A key that only its own comparison can order. */
  record Version(int major, int minor) implements Comparable<Version>, java.io.Serializable {
    @Override
    public int compareTo(Version other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }
  }

  @Setup
  public void setUp() {
    Words words = Words.each(PAIRS);
    String filling = "x".repeat(80);
    pairs = new ArrayList<>(PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      long number = words.number(i);
      Object key =
          switch (keys) {
            case "string" -> words.word(i);
            case "long" -> number;
            default -> new Version((int) (number & 1023), (int) (number >>> 10));
          };
      pairs.add(new Pair<>(key, filling));
    }
  }

  @SuppressWarnings("unchecked") // all keys are of one comparable class
  private static Comparator<Object> natural() {
    return (Comparator<Object>) (Comparator<?>) Comparator.<Integer>naturalOrder();
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long sorting() throws Exception {
    try (Space space = new Space((long) memoryMebibytes << 20)) {
      Iterator<Pair<Object, String>> sorted =
          new PairSorter<Object, String>(space.task(), natural()).sort(pairs.iterator());
      long characters = 0;
      while (sorted.hasNext()) {
        characters += sorted.next().value().length();
      }
      return characters;
    }
  }
}
