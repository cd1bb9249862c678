package io.heddle.hdfs.text;

import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
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

/** Lines of a text that is in memory already, a line. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class LineReaderBenchmark {
  private static final int LINES = 100_000;

  @Param({"ascii", "greek"})
  private String letters;

  @Param({"16", "100"})
  private int length;

  private byte[] text;
  private byte[] buffer;
  private TaskContext task;

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(3);
    char first = letters.equals("ascii") ? 'a' : '\u03B1';
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      for (int c = 0; c < length; c++) {
        lines.append((char) (first + random.nextInt(20)));
      }
      lines.append('\n');
    }
    text = lines.toString().getBytes(StandardCharsets.UTF_8);
    buffer = new byte[1 << 18];
    task = counting();
  }

  /** A task of which the reader uses but the counters. */
  private static TaskContext counting() {
    TaskCounters counters = new TaskCounters();
    return (TaskContext)
        Proxy.newProxyInstance(
            TaskContext.class.getClassLoader(),
            new Class<?>[] {TaskContext.class},
            (proxy, method, arguments) -> method.getName().equals("counters") ? counters : null);
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public long reading() {
    long[] characters = new long[1];
    new LineReader(new ByteArrayInputStream(text), 0, LineReader.WHOLE_FILE, task, buffer, false)
        .forEachRemaining(line -> characters[0] += line.length());
    return characters[0];
  }
}
