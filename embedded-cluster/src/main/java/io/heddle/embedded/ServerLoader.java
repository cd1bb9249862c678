package io.heddle.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The context loader of the servers' threads. It loads everything as its parent does, with two
 * differences in resources.
 *
 * <p>Hadoop's packages, asked for as resources, are shown as directories of copied files instead of
 * as places in a jar. Jersey scans some packages; it need not inflate whole jars from end to end
 * then.
 *
 * <p>{@code core-site.xml} is one of its own. Here and there a server makes a configuration out of
 * nothing but the class path, and what it must not miss stands in there; what the JVM's other users
 * see stays as it is.
 */
final class ServerLoader extends ClassLoader {
  private static final Pattern HADOOP_PACKAGE = Pattern.compile("org/apache/hadoop(/\\w+)+/?");

  private static final String CORE_SITE = "core-site.xml";

  static {
    registerAsParallelCapable();
  }

  private final Path dir;
  private final URL coreSite;

  private ServerLoader(ClassLoader parent, Path dir, URL coreSite) {
    super(parent);
    this.dir = dir;
    this.coreSite = coreSite;
  }

  /**
   * Loads what this class's own loader loads.
   *
   * @param dir for the copies; exists
   * @param coreSite what stands in {@code core-site.xml} for the servers
   */
  static ServerLoader of(Path dir, Configuration coreSite) {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    try {
      coreSite.writeXml(xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServerLoader(
        ServerLoader.class.getClassLoader(), dir, InMemoryUrl.of(CORE_SITE, xml.toByteArray()));
  }

  /**
   * Makes this the context loader of the calling thread, and so of threads that it starts, until
   * the scope is closed by the same thread. Scanners take the context loader of the thread that
   * sets them up.
   */
  Scope enter() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    return () -> thread.setContextClassLoader(before);
  }

  /** Ends what {@link #enter} began. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public URL getResource(String name) {
    return name.equals(CORE_SITE) ? coreSite : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!HADOOP_PACKAGE.matcher(name).matches()) {
      return super.getResources(name);
    }
    List<URL> found = new ArrayList<>();
    for (URL url : Collections.list(super.getResources(name))) {
      found.add(url.getProtocol().equals("jar") ? copy(url, name) : url);
    }
    return Collections.enumeration(found);
  }

  private synchronized URL copy(URL url, String name) throws IOException {
    Path target = Files.createTempDirectory(dir, "jar-").resolve(name);
    Files.createDirectories(target);
    JarCopy.copyBelow(url, target);
    return target.toUri().toURL();
  }
}
