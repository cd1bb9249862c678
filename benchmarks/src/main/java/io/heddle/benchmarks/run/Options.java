package io.heddle.benchmarks.run;

import io.heddle.conf.DataSize;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line.
 *
 * @param engines Heddle first, then the peers asked for
 * @param size of the input, as {@code DataSize} reads it
 * @param rounds of the job within a process; the last one counts
 * @param heap of each process, as {@code -Xmx} reads it
 */
record Options(
    Benchmark benchmark,
    List<Engine> engines,
    String size,
    int runs,
    int rounds,
    String heap,
    int cores) {
  static final String USAGE =
      "usage: benchmarks/run NAME [--vs spark,spark-kryo] [--size 1g] [--runs 3] [--heap 4g]"
          + " [--cores 2] [--rounds 1]\n"
          + "       benchmarks/run micro [PATTERN] [JMH's options]\n"
          + "names: "
          + Benchmark.names();

  static Options parse(String[] args) {
    if (args.length == 0 || args[0].startsWith("-")) {
      throw new IllegalArgumentException("a benchmark's name comes first");
    }
    Benchmark benchmark = Benchmark.named(args[0]);
    List<Engine> engines = new ArrayList<>(List.of(Engine.HEDDLE));
    String size = "1g";
    int runs = 3;
    int rounds = 1;
    String heap = "4g";
    int cores = 2;
    for (int i = 1; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " wants a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--vs" -> {
          for (String name : value.split(",")) {
            engines.add(Engine.named(name));
          }
        }
        case "--size" -> {
          DataSize.parse(value, 1);
          size = value;
        }
        case "--runs" -> runs = Integer.parseInt(value);
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--heap" -> heap = value;
        case "--cores" -> cores = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("no option is called " + args[i]);
      }
    }
    return new Options(benchmark, List.copyOf(engines), size, runs, rounds, heap, cores);
  }
}
