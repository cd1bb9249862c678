package io.heddle.client.chaos;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** PageRank of a random graph without double edges. */
final class RankedPages implements Workload {
  private static final String INPUT = "/chaos/links";
  private static final double TOLERANCE = 2e-6;

  private final int pages;
  private final int linksEach;
  private final int rounds;
  private final long seed;
  private double[] expected = {};

  RankedPages(int pages, int linksEach, int rounds, long seed) {
    this.pages = pages;
    this.linksEach = linksEach;
    this.rounds = rounds;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "PageRank";
  }

  @Override
  public String program() {
    return "io.heddle.examples.PageRank";
  }

  @Override
  public List<String> arguments(String output) {
    return List.of(INPUT, Integer.toString(rounds), output);
  }

  @Override
  public void prepare(ClusterFiles files) throws IOException {
    Random random = new Random(seed);
    int[][] targets = new int[pages][];
    try (Writer out = files.write(INPUT)) {
      for (int page = 0; page < pages; page++) {
        targets[page] = random.ints(linksEach, 0, pages).distinct().toArray();
        for (int target : targets[page]) {
          out.write(page + " " + target + "\n");
        }
      }
    }
    double[] ranks = new double[pages];
    Arrays.fill(ranks, 1.0);
    for (int round = 0; round < rounds; round++) {
      double[] passed = new double[pages];
      for (int page = 0; page < pages; page++) {
        for (int target : targets[page]) {
          passed[target] += ranks[page] / targets[page].length;
        }
      }
      for (int page = 0; page < pages; page++) {
        ranks[page] = 0.15 + 0.85 * passed[page];
      }
    }
    expected = ranks;
  }

  @Override
  public Optional<String> wrongIn(ClusterFiles files, String output) throws IOException {
    double[] missing = expected.clone();
    double[] last = {Double.MAX_VALUE};
    StringBuilder wrong = new StringBuilder();
    files.readOutput(
        output,
        line -> {
          int tab = line.indexOf('\t');
          int page = Integer.parseInt(line.substring(0, tab));
          double rank = Double.parseDouble(line.substring(tab + 1));
          if (!(Math.abs(missing[page] - rank) <= TOLERANCE) || rank > last[0]) {
            wrong.setLength(0);
            wrong.append(line).append(" where ").append(missing[page]).append(" is, or twice");
          }
          missing[page] = Double.NaN;
          last[0] = rank;
        });
    long left = Arrays.stream(missing).filter(rank -> !Double.isNaN(rank)).count();
    if (wrong.length() == 0 && left > 0) {
      wrong.append(left).append(" pages are missing");
    }
    return Optional.of(wrong.toString()).filter(text -> !text.isEmpty());
  }
}
