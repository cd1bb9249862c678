package io.heddle.embedded;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The context loader of the servers' threads. It loads everything as its parent does, with two
 * differences in resources.
 *
 * <p>Hadoop's packages, asked for as resources, are shown as directories of copied files instead of
 * as places in a jar. Jersey scans some packages; it need not inflate whole jars from end to end
 * then.
 *
 * <p>{@code core-site.xml} is the one of {@link #CORE_SITE}. Here and there a server makes a
 * configuration out of nothing but the class path, and what it must not miss stands in there; what
 * the JVM's other users see stays as it is.
 */
final class ServerLoader extends ClassLoader {
  private static final Pattern HADOOP_PACKAGE = Pattern.compile("org/apache/hadoop(/\\w+)+/?");

  static {
    registerAsParallelCapable();
  }

  /** The resource that stands in for {@code core-site.xml}. */
  static final String CORE_SITE = "heddle-embedded-core-site.xml";

  private final Path dir;

  /**
   * @param dir for the copies; exists
   */
  private ServerLoader(ClassLoader parent, Path dir) {
    super(parent);
    this.dir = dir;
  }

  /** The servers' own loader, with copies in the directory. */
  static ServerLoader of(Path dir) {
    return new ServerLoader(ServerLoader.class.getClassLoader(), dir);
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
    return super.getResource(name.equals("core-site.xml") ? CORE_SITE : name);
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
