package io.heddle.client.chaos;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Word count of random words, few of them often. */
final class CountedWords implements Workload {
  private static final String INPUT = "/chaos/words";
  private static final int WORDS_A_LINE = 12;
  private static final int VOCABULARY = 200_000;

  private final int lines;
  private final long seed;
  private final Map<String, Long> expected = new HashMap<>();

  CountedWords(int lines, long seed) {
    this.lines = lines;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "word count";
  }

  @Override
  public String program() {
    return "io.heddle.examples.WordCount";
  }

  @Override
  public List<String> arguments(String output) {
    return List.of(INPUT, output);
  }

  @Override
  public void prepare(ClusterFiles files) throws IOException {
    Random random = new Random(seed);
    try (Writer out = files.write(INPUT)) {
      for (int line = 0; line < lines; line++) {
        for (int i = 0; i < WORDS_A_LINE; i++) {
          double at = random.nextDouble();
          String word = "w" + Integer.toString((int) (at * at * at * VOCABULARY), 36);
          expected.merge(word, 1L, Long::sum);
          out.write(word);
          out.write(i + 1 < WORDS_A_LINE ? ' ' : '\n');
        }
      }
    }
  }

  @Override
  public Optional<String> wrongIn(ClusterFiles files, String output) throws IOException {
    Map<String, Long> missing = new HashMap<>(expected);
    StringBuilder wrong = new StringBuilder();
    files.readOutput(
        output,
        line -> {
          int tab = line.indexOf('\t');
          Long count = missing.remove(line.substring(0, Math.max(0, tab)));
          if (count == null || count != Long.parseLong(line.substring(tab + 1))) {
            wrong.setLength(0);
            wrong.append("the line '").append(line).append("' where ").append(count).append(" is");
          }
        });
    if (wrong.length() == 0 && !missing.isEmpty()) {
      wrong.append(missing.size()).append(" words are missing");
    }
    return Optional.of(wrong.toString()).filter(text -> !text.isEmpty());
  }
}
