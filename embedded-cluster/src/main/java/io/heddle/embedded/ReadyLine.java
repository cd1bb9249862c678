package io.heddle.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line by which {@link EmbeddedClusterMain} says that it is up: {@code READY conf=<dir>
 * rm=<url> base=<dir>}.
 */
record ReadyLine(Path confDir, URI webUri, Path baseDir) {
  private static final Pattern FORMAT = Pattern.compile("READY conf=(.*) rm=(\\S+) base=(.*)");

  /** Reads the line; empty when it is another. */
  static Optional<ReadyLine> parse(String line) {
    Matcher matcher = FORMAT.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReadyLine(
            Path.of(matcher.group(1)), URI.create(matcher.group(2)), Path.of(matcher.group(3))));
  }

  @Override
  public String toString() {
    return "READY conf=" + confDir + " rm=" + webUri + " base=" + baseDir;
  }
}
