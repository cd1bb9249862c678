package io.heddle.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.http.FilterContainer;
import org.apache.hadoop.http.FilterInitializer;
import org.apache.hadoop.http.HttpServer2;
import org.apache.hadoop.shaded.org.eclipse.jetty.webapp.WebAppContext;

/**
 * Spares each web server of the servers the reading of a whole Hadoop jar, which Jetty inflates
 * from end to end to unpack the few files of a web application: they are copied out one by one
 * instead. {@link ServerLoader} does the same for Jersey. Both together are half of the cluster's
 * start.
 *
 * <p>Installed by naming it in {@code hadoop.http.filter.initializers}, the one place where Hadoop
 * hands out its web servers before they start. It adds no filter.
 */
public final class LeanWebServer extends FilterInitializer {
  /** The directory for the copies; it exists. */
  static final String DIRECTORY_KEY = "heddle.embedded.web.dir";

  @Override
  public void initFilter(FilterContainer container, Configuration conf) {
    if (container instanceof HttpServer2 server) {
      try {
        Path dir = Files.createTempDirectory(Path.of(conf.get(DIRECTORY_KEY)), "web-");
        WebAppContext context = server.getWebAppContext();
        context.setTempDirectory(dir.resolve("jetty").toFile());
        unpack(context, dir.resolve("webapp"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void unpack(WebAppContext context, Path dir) throws IOException {
    String war = context.getWar();
    if (war != null && war.startsWith("jar:")) {
      Files.createDirectories(dir);
      URL url = URI.create(war).toURL();
      JarCopy.copyBelow(url, dir);
      context.setWar(dir.toString());
    }
  }
}
