package io.heddle.client.chaos;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lines of a hundred characters sorted by the first ten. */
final class SortedLines implements Workload {
  private static final String INPUT = "/chaos/lines";
  private static final int KEY = 10;
  private static final int LENGTH = 99;

  private final int lines;
  private final long seed;
  private long sum;

  SortedLines(int lines, long seed) {
    this.lines = lines;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public String program() {
    return "io.heddle.examples.Sort";
  }

  @Override
  public List<String> arguments(String output) {
    return List.of(INPUT, Integer.toString(KEY), output);
  }

  @Override
  public void prepare(ClusterFiles files) throws IOException {
    Random random = new Random(seed);
    char[] line = new char[LENGTH];
    try (Writer out = files.write(INPUT)) {
      for (int i = 0; i < lines; i++) {
        for (int at = 0; at < LENGTH; at++) {
          line[at] = (char) ('a' + random.nextInt(26));
        }
        String text = new String(line);
        sum += weight(text);
        out.write(text);
        out.write('\n');
      }
    }
  }

  /** Sums of it tell whether the same lines are there, in whatever order. */
  private static long weight(String line) {
    long hash = 1125899906842597L;
    for (int i = 0; i < line.length(); i++) {
      hash = 31 * hash + line.charAt(i);
    }
    return hash * hash;
  }

  /** What was read so far. */
  private static final class Reading {
    private String last = "";
    private long count;
    private long sum;
    private String disorder = "";
  }

  @Override
  public Optional<String> wrongIn(ClusterFiles files, String output) throws IOException {
    Reading reading = new Reading();
    files.readOutput(
        output,
        line -> {
          String key = line.substring(0, Math.min(KEY, line.length()));
          if (key.compareTo(reading.last) < 0) {
            reading.disorder = key + " comes after " + reading.last;
          }
          reading.last = key;
          reading.count++;
          reading.sum += weight(line);
        });
    if (!reading.disorder.isEmpty()) {
      return Optional.of(reading.disorder);
    }
    return reading.count == lines && reading.sum == sum
        ? Optional.empty()
        : Optional.of(reading.count + " lines where " + lines + " are, or not the same ones");
  }
}
