package io.heddle.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line by which {@link EmbeddedClusterMain} says that it is up: {@code READY conf=<dir>
 * rm=<url> base=<dir>}.
 */
record ReadyLine(Path confDir, URI webUri, Path baseDir) {
  private static final Pattern FORMAT = Pattern.compile("READY conf=(.*) rm=(\\S+) base=(.*)");

  static ReadyLine parse(String line) throws IOException {
    Matcher matcher = FORMAT.matcher(line);
    if (!matcher.matches()) {
      throw new IOException("not the line of a ready cluster: " + line);
    }
    return new ReadyLine(
        Path.of(matcher.group(1)), URI.create(matcher.group(2)), Path.of(matcher.group(3)));
  }

  @Override
  public String toString() {
    return "READY conf=" + confDir + " rm=" + webUri + " base=" + baseDir;
  }
}
