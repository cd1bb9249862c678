package io.heddle.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code -Xlog:gc:file=} wrote. */
final class GcLog {
  private static final Pattern PAUSE = Pattern.compile(" Pause .* ([0-9.]+)ms$");

  private GcLog() {}

  /** All pauses together; work that went on beside the program's threads is not in it. */
  static double pauseSeconds(Path log) throws IOException {
    double millis = 0;
    for (String line : Files.readAllLines(log)) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        millis += Double.parseDouble(pause.group(1));
      }
    }
    return millis / 1e3;
  }
}
