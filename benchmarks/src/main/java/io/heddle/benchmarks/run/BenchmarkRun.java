package io.heddle.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run NAME [--vs spark,spark-kryo] [--size 1g] [--runs 3] [--heap 4g] [--cores
 * 2]}: runs the job of each engine in turn, each in a fresh JVM, and prints medians. Started by the
 * script of that name, which builds first.
 */
public final class BenchmarkRun {
  private final Path root;
  private final Options options;

  private BenchmarkRun(Path root, Options options) {
    this.root = root;
    this.options = options;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(2);
      return;
    }
    new BenchmarkRun(Path.of(System.getProperty("heddle.root")), options).run();
  }

  private void run() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("heddle-benchmark");
    try {
      Path input =
          options.benchmark().input().file(root.resolve("benchmarks/data"), options.size());
      Map<Engine, List<Measurement>> results = new LinkedHashMap<>();
      options.engines().forEach(engine -> results.put(engine, new ArrayList<>()));
      for (int run = 0; run < options.runs(); run++) {
        for (Engine engine : options.engines()) {
          Path output = work.resolve(engine.label() + "-" + run);
          Path gcLog = work.resolve("gc.log");
          List<String> command =
              engine.command(
                  root,
                  options.heap(),
                  options.rounds(),
                  options.benchmark().job(),
                  options.benchmark().arguments("local[" + options.cores() + "]", input, output),
                  gcLog);
          Measurement measured =
              TimedProcess.run(
                  command, options.benchmark().figure(), work.resolve("stderr.log"), gcLog);
          System.err.printf(
              "run %d of %d: %s %.4f s%n",
              run + 1, options.runs(), engine.label(), measured.figure());
          results.get(engine).add(measured);
          delete(output);
        }
      }
      report(results);
    } finally {
      delete(work);
    }
  }

  private void report(Map<Engine, List<Measurement>> results) {
    System.out.printf(
        "%-10s %12s %21s %12s %10s %10s %10s%n",
        "engine", "figure s", "range", "process s", "cpu s", "gc s", "peak MiB");
    results.forEach(
        (engine, runs) ->
            System.out.printf(
                "%-10s %12.4f %21s %12.2f %10.2f %10.2f %10d%n",
                engine.label(),
                Measurement.median(runs, Measurement::figure),
                Measurement.range(runs, Measurement::figure, "%.4f"),
                Measurement.median(runs, Measurement::wallSeconds),
                Measurement.median(runs, Measurement::cpuSeconds),
                Measurement.median(runs, Measurement::gcSeconds),
                (long) Measurement.median(runs, m -> m.peakBytes()) >> 20));
    double ours = Measurement.median(results.get(Engine.HEDDLE), Measurement::figure);
    StringBuilder line =
        new StringBuilder(options.benchmark().label()).append(": heddle ").append(seconds(ours));
    results.forEach(
        (engine, runs) -> {
          if (engine != Engine.HEDDLE) {
            double theirs = Measurement.median(runs, Measurement::figure);
            line.append(", ").append(engine.label()).append(' ').append(seconds(theirs));
            line.append(String.format(", ratio %.1f", theirs / ours));
          }
        });
    System.out.println(line);
  }

  private static String seconds(double value) {
    return value < 0.1 ? String.format("%.2f ms", value * 1e3) : String.format("%.1f s", value);
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
