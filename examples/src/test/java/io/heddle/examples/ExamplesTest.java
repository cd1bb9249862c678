package io.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program on a local driver and executor: what it prints and writes. */
class ExamplesTest {
  @TempDir Path directory;

  @Test
  void wordCount_counts_words_between_ascii_white_space() throws Exception {
    Path in = file("in/a.txt", "to be or\tnot  to be\u000Bthat", "", " \r", "é\u00A0è é\u00A0è 漢字");
    file("in/b.txt", "to to");
    Path out = directory.resolve("out");
    Programs.printed(WordCount::main, in.getParent(), out);
    assertThat(Programs.written(out))
        .containsExactlyInAnyOrder(
            "to\t4", "be\t2", "or\t1", "not\t1", "that\t1", "é\u00A0è\t2", "漢字\t1");
  }

  @Test
  void wordCount_agrees_with_a_plain_count_of_random_text() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Integer> counts = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int w = random.nextInt(12); w > 0; w--) {
        String word = "w" + (int) Math.abs(random.nextGaussian() * 300);
        counts.merge(word, 1, Integer::sum);
        line.append(word).append(" \t\f".charAt(random.nextInt(3)));
      }
      lines.add(line.toString());
    }
    Path in = file("in.txt", lines.toArray(String[]::new));
    Path out = directory.resolve("out");
    Programs.printed(WordCount::main, in, out);
    assertThat(Programs.written(out))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            counts.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
  }

  @Test
  void topK_prints_the_most_frequent_words() throws Exception {
    Path in = file("in.txt", "b a c a", "c a b", "d");
    assertThat(Programs.printed(TopK::main, in, 3)).containsExactly("3\ta", "2\tb", "2\tc");
    assertThat(Programs.printed(TopK::main, in, 100)).hasSize(4);
  }

  @Test
  void invertedIndex_lists_the_documents_of_each_word() throws Exception {
    Path in =
        file(
            "in.txt",
            "d2\tThe cat",
            "d1\tthe dog and the Cat",
            "no tab here",
            "d3\tdog",
            "d2\tcat");
    Path out = directory.resolve("out");
    Programs.printed(InvertedIndex::main, in, out);
    assertThat(Programs.written(out))
        .containsExactly("and\td1", "cat\td1,d2", "dog\td1,d3", "the\td1,d2");
  }

  @Test
  void pageRank_agrees_with_a_plain_computation() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Integer, List<Integer>> links = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int from = random.nextInt(25);
      int to = random.nextInt(30);
      lines.add(from + (i % 2 == 0 ? " " : "\t ") + to);
      links.computeIfAbsent(to, any -> new ArrayList<>());
      List<Integer> targets = links.computeIfAbsent(from, any -> new ArrayList<>());
      if (!targets.contains(to)) {
        targets.add(to);
      }
    }
    Path in = file("edges.txt", lines.toArray(String[]::new));
    Path out = directory.resolve("out");
    List<String> printed = Programs.printed(PageRank::main, in, 4, out);
    assertThat(printed).hasSize(4).allMatch(line -> line.matches("round \\d: change [\\d.]+"));
    Map<Integer, Double> ranks = plainRanks(links, 4);
    List<String> written = Programs.written(out);
    assertThat(written).as("seed %d", seed).hasSize(ranks.size());
    double last = Double.MAX_VALUE;
    for (String line : written) {
      String[] fields = line.split("\t", -1);
      double rank = Double.parseDouble(fields[1]);
      assertThat(rank)
          .as("seed %d, node %s", seed, fields[0])
          .isCloseTo(
              ranks.get(Integer.valueOf(fields[0])),
              org.assertj.core.data.Offset.offset(0.000_002));
      assertThat(rank).isLessThanOrEqualTo(last);
      last = rank;
    }
  }

  private static Map<Integer, Double> plainRanks(Map<Integer, List<Integer>> links, int rounds) {
    Map<Integer, Double> ranks = new HashMap<>();
    links.keySet().forEach(node -> ranks.put(node, 1.0));
    for (int round = 0; round < rounds; round++) {
      Map<Integer, Double> passed = new HashMap<>();
      links.forEach(
          (node, targets) ->
              targets.forEach(
                  to -> passed.merge(to, ranks.get(node) / targets.size(), Double::sum)));
      ranks.replaceAll((node, rank) -> 0.15 + 0.85 * passed.getOrDefault(node, 0.0));
    }
    return ranks;
  }

  @Test
  void logAnalysis_adds_up_by_country() throws Exception {
    Path log =
        file(
            "access.log",
            entry("ann", "200", "100"),
            entry("bob", "404", "-"),
            "garbage",
            entry("ann", "500", "7"),
            entry("eve", "301", "20"),
            entry("cid", "200", "3"));
    Path users = file("users.tsv", "ann\tNorway", "bob\tChile", "cid\tNorway", "bad line");
    Path out = directory.resolve("out");
    assertThat(Programs.printed(LogAnalysis::main, log, users, out))
        .containsExactly("5 log entries, 1 other lines");
    assertThat(Programs.written(out))
        .containsExactly("Chile\t1\t1\t0", "Norway\t3\t1\t110", "unknown\t1\t0\t20");
  }

  private static String entry(String user, String status, String bytes) {
    return "10.0.0.1 - "
        + user
        + " [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" "
        + status
        + " "
        + bytes;
  }

  @Test
  void wrong_arguments_are_answered_with_the_usage() {
    assertThatThrownBy(() -> Programs.printed(WordCount::main, "only-in"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 arguments are wanted, 1 were given; usage: WordCount IN OUT");
    assertThatThrownBy(() -> Programs.printed(TopK::main, "in", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a whole number of at least 1 is wanted: many; usage: TopK IN K");
    for (Programs.Main main :
        List.<Programs.Main>of(InvertedIndex::main, PageRank::main, LogAnalysis::main)) {
      assertThatThrownBy(() -> Programs.printed(main))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("usage: ");
    }
  }

  @Test
  void missing_input_and_existing_output_are_named() throws Exception {
    Path out = directory.resolve("out");
    assertThatThrownBy(() -> Programs.printed(WordCount::main, directory.resolve("none"), out))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND))
        .hasMessageContaining("none");
    assertThat(Files.exists(out)).isFalse();
    Path in = file("in.txt", "a");
    Files.createDirectory(out);
    assertThatThrownBy(() -> Programs.printed(WordCount::main, in, out))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS));
    try (var list = Files.list(out)) {
      assertThat(list.sorted(Comparator.naturalOrder()).toList()).isEmpty();
    }
  }

  private Path file(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, List.of(lines));
  }
}
