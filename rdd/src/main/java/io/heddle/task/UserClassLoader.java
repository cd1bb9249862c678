package io.heddle.task;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Loads a user's classes from the user's jars, apart from the engine's libraries.
 *
 * <p>The engine's own classes ({@link EngineClasses}), the slf4j API and Hadoop's classes come from
 * the engine, so that both sides mean the same class by them; a copy of such a class in a user's
 * jar is not looked at, unless it is one of Hadoop's that the engine does not have (a file
 * system's, say). The platform's come from the platform. Everything else comes from the user's jars
 * alone: libraries that the engine uses for itself (Netty, Guava, Jackson, gRPC, protobuf …) cannot
 * be seen, whichever version the user brings or does not bring.
 *
 * <p>Resources follow the same rule; Hadoop's configuration files and the service lists of Hadoop's
 * and the engine's interfaces are found in the engine too, as Hadoop asks the thread's context
 * loader for them.
 *
 * <p>Where a program's {@code main} runs it is extended to look at classes before they are defined,
 * in {@link #findClass}. Safe for all threads. Closing it closes the jars; classes that are loaded
 * already go on working.
 */
public class UserClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String SERVICES = "META-INF.services.";
  private static final Pattern HADOOP_CONF =
      Pattern.compile(
          "(core|hdfs|hdfs-rbf|yarn|mapred|resource-types|hadoop-policy)(-default|-site)?\\.xml"
              + "|.*-version-info\\.properties");

  private final ClassLoader engine;

  /**
   * @param jars jars and directories of classes, searched in this order
   * @param engine has the engine's classes
   */
  public UserClassLoader(Collection<URL> jars, ClassLoader engine) {
    super("heddle-user", jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    this.engine = engine;
  }

  /** As the constructor, from paths of files. */
  public static UserClassLoader ofPaths(Collection<Path> jars, ClassLoader engine) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException("not a path of a jar: " + jar, e);
      }
    }
    return new UserClassLoader(urls, engine);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (EngineClasses.isEngine(name)) {
      return engine.loadClass(name);
    }
    if (isShared(name)) {
      try {
        return engine.loadClass(name);
      } catch (ClassNotFoundException notTheEngines) {
        // an addition to Hadoop that the user brings
      }
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        found = findOwnOrPlatform(name);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  /** The platform's first: a jar must not replace a class that the JDK has. */
  private Class<?> findOwnOrPlatform(String name) throws ClassNotFoundException {
    try {
      return getParent().loadClass(name);
    } catch (ClassNotFoundException notOfThePlatform) {
      return findClass(name);
    }
  }

  /** Classes that the engine and the user's code pass to one another, beside the engine's own. */
  private static boolean isShared(String className) {
    return className.startsWith("org.slf4j.") || className.startsWith("org.apache.hadoop.");
  }

  @Override
  public URL getResource(String name) {
    Origin origin = originOf(name);
    URL found = origin == Origin.USER ? null : engine.getResource(name);
    if (found == null && origin != Origin.ENGINE) {
      found = findResource(name);
    }
    return found != null || origin == Origin.ENGINE ? found : getParent().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Origin origin = originOf(name);
    List<URL> all = new ArrayList<>();
    if (origin != Origin.USER) {
      all.addAll(Collections.list(engine.getResources(name)));
    }
    if (origin != Origin.ENGINE) {
      all.addAll(Collections.list(findResources(name)));
    }
    if (origin == Origin.USER) {
      all.addAll(Collections.list(getParent().getResources(name)));
    }
    return Collections.enumeration(all);
  }

  private enum Origin {
    ENGINE,
    ENGINE_THEN_USER,
    USER
  }

  private static Origin originOf(String resource) {
    String dotted = resource.replace('/', '.');
    if (EngineClasses.isEngine(dotted)) {
      return Origin.ENGINE;
    }
    String service = dotted.startsWith(SERVICES) ? dotted.substring(SERVICES.length()) : dotted;
    return isShared(service) || EngineClasses.isEngine(service) || isHadoopConf(resource)
        ? Origin.ENGINE_THEN_USER
        : Origin.USER;
  }

  private static boolean isHadoopConf(String resource) {
    return HADOOP_CONF.matcher(resource).matches();
  }
}
