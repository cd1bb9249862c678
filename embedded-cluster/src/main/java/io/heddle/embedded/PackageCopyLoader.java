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
 * Loads everything as its parent does, but shows Hadoop's packages, when they are asked for as
 * resources, as directories of copied files instead of as places in a jar. Who scans them need not
 * read the jar then.
 */
final class PackageCopyLoader extends ClassLoader {
  private static final Pattern HADOOP_PACKAGE = Pattern.compile("org/apache/hadoop(/\\w+)+/?");

  static {
    registerAsParallelCapable();
  }

  private final Path dir;

  /**
   * @param dir for the copies; made when needed
   */
  private PackageCopyLoader(ClassLoader parent, Path dir) {
    super(parent);
    this.dir = dir;
  }

  /** The servers' own loader, with copies in the directory. */
  static PackageCopyLoader of(Path dir) {
    return new PackageCopyLoader(PackageCopyLoader.class.getClassLoader(), dir);
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
    Files.createDirectories(dir);
    Path target = Files.createTempDirectory(dir, "jar-").resolve(name);
    Files.createDirectories(target);
    JarCopy.copyBelow(url, target);
    return target.toUri().toURL();
  }
}
