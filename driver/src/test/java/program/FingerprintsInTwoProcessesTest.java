package program;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.Application;
import io.heddle.driver.recovery.MemoryStore;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One program in two JVMs: what lambdas, method references and captured values are known by. */
class FingerprintsInTwoProcessesTest {
  @TempDir Path files;

  private record Limit(int most, List<String> words) implements java.io.Serializable {}

  /** Runs a program with several kinds of functions, and prints a fingerprint a line. */
  public static void main(String[] args) {
    fingerprints(Path.of(args[0]), Integer.parseInt(args[1]))
        .forEach(each -> System.out.println("fingerprint " + each));
  }

  private static Set<String> fingerprints(Path files, int most) {
    MemoryStore store = new MemoryStore();
    try (Application application = new Application(files, store, 1)) {
      HeddleContext context = application.context;
      Limit limit = new Limit(most, List.of("x", "y"));
      Map<String, Integer> weights = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
      context
          .parallelize(List.of("a", "b", "c", "a"), 2)
          .map(String::trim)
          .filter(word -> word.length() < limit.most())
          .mapToPair(word -> new Pair<>(word, weights.getOrDefault(word, 0)))
          .reduceByKey(Integer::sum, 3)
          .sortByKey(true, 2)
          .mapToPair(pair -> new Pair<>(pair.value() > 1, pair.key()))
          .groupByKey(2)
          .collect();
    }
    return new TreeSet<>(store.fingerprints());
  }

  @Test
  void anotherJvmFindsTheSame() throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                getClass().getName(),
                files.resolve("other").toString(),
                "7")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).isZero();
    List<String> there =
        printed
            .lines()
            .filter(line -> line.startsWith("fingerprint "))
            .map(line -> line.substring("fingerprint ".length()))
            .toList();
    Set<String> here = fingerprints(files.resolve("here"), 7);
    assertThat(here).hasSizeGreaterThanOrEqualTo(4).containsExactlyElementsOf(there);
  }

  @Test
  void anotherCapturedValueMakesAllStagesOthers() {
    Set<String> seven = fingerprints(files.resolve("a"), 7);
    Set<String> eight = fingerprints(files.resolve("b"), 8);
    assertThat(seven).hasSameSizeAs(eight).doesNotContainAnyElementsOf(eight);
  }
}
