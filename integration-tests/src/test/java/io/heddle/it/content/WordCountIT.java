package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.Distribution;
import io.heddle.it.Heddle;
import io.heddle.it.TestCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Word count on files of awkward shapes, compared with the system's own tools. */
class WordCountIT {
  private static final String PROGRAM = "io.heddle.examples.WordCount";
  private static final TestCluster CLUSTER = TestCluster.shared();

  @TempDir private Path directory;

  @Test
  void filesOfAllShapes() throws Exception {
    file("empty", "");
    file("one-line", "one line without its end one");
    file("crlf", "dos line\r\ndos\tother line\r\n\r\n  dos\r\n");
    file("utf8", "größe żółw 日本語 größe\u00a0x 𝄞 e\u0301\n日本語\u2003日本語 𝄞\n");
    file("white", " \t\u000b\f\r\n lone\u000bvertical\fform\rcarriage \u001cfs\u0085nel\n\n");
    file("long-line", longLine(10 << 20));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("zipped.gz")))) {
      out.write(longLine(1 << 20).replace(' ', '\n').getBytes(UTF_8));
    }

    countAndCompare("/wc/shapes");
  }

  @Test
  void anEmptyFile() throws Exception {
    file("empty", "");
    countAndCompare("/wc/empty");
    assertThat(CLUSTER.lines("/wc/empty-out")).isEmpty();
  }

  @Test
  void twoHundredSmallFiles() throws Exception {
    for (int i = 0; i < 200; i++) {
      file("small-" + i, "all of them\nfile" + i + " of " + i % 10);
    }
    countAndCompare("/wc/small");
  }

  @Test
  void theDemoOfAFile() throws Exception {
    Path input = file("demo.txt", "dos line\r\n größe\tżółw größe\r\nthe last line");
    Path output = directory.resolve("counts");

    CommandResult result =
        Heddle.withoutCluster()
            .run("demo", "--input", input.toString(), "--output", output.toString())
            .succeeded();

    assertThat(sorted(Files.readAllLines(output)))
        .isEqualTo(sorted(SystemWordCount.of(List.of(input))));
    assertThat(result.out()).contains("größe", "http://", result.applicationId() + " succeeded");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  /** Words of a skewed distribution, a space between any two. */
  private static String longLine(int length) {
    long seed = System.nanoTime();
    System.out.println("words with seed " + seed);
    Random random = new Random(seed);
    StringBuilder line = new StringBuilder(length + 20);
    while (line.length() < length) {
      line.append("w").append((int) (100 / (random.nextDouble() + 0.01))).append(' ');
    }
    return line.toString();
  }

  /** Counts all files of the directory in one application. */
  private void countAndCompare(String path) throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    try (var all = Files.list(directory)) {
      all.sorted().forEach(files::add);
    }
    for (Path file : files) {
      CLUSTER.write(path + "/" + file.getFileName(), Files.readAllBytes(file));
    }

    CLUSTER.heddle().submit(Distribution.examplesJar(), PROGRAM, path, path + "-out").succeeded();

    assertThat(sorted(CLUSTER.lines(path + "-out"))).isEqualTo(sorted(SystemWordCount.of(files)));
    assertThat(CLUSTER.exists(path + "-out/_SUCCESS")).isTrue();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
