package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Word counts by the system's own tools: tr, sort and uniq. */
final class SystemWordCount {
  /** Files are counted apart from each other, as if each ended with its line. */
  private static final String SCRIPT =
      """
      export LC_ALL=C
      set -eo pipefail
      for file; do
        case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac
        echo
      done | tr -s ' \\t\\n\\v\\f\\r' '\\n' | sort | uniq -c
      """;

  private SystemWordCount() {}

  /** Lines {@code word<TAB>count}. */
  static List<String> of(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "count"));
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String counted = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the tools failed");
    }
    Map<String, Long> counts = new TreeMap<>();
    for (String line : counted.split("\n")) {
      String number = line.strip().split(" ", 2)[0];
      String word = line.substring(line.indexOf(number) + number.length() + 1);
      // An empty word is what tr makes of white space at the beginning.
      if (!word.isEmpty()) {
        counts.put(word, Long.valueOf(number));
      }
    }
    List<String> lines = new ArrayList<>();
    counts.forEach((word, count) -> lines.add(word + "\t" + count));
    return lines;
  }
}
