package io.heddle.task;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads a user's program from its own jars first, so that a library of the engine never takes the
 * place of the user's version of it. The engine's own classes ({@code io.heddle}) always come from
 * the engine, even when the user's jar holds copies; what the user's jars lack comes from the
 * engine too. Used by the ApplicationMaster, by executors, and for local runs.
 *
 * <p>Service files ({@code META-INF/services}) of the engine stay out of sight for a service whose
 * interface is in the user's jars: the engine's providers would implement another class of the same
 * name.
 */
public class UserClassLoader extends URLClassLoader {
  private static final String ENGINE = "io.heddle.";
  private static final String SERVICES = "META-INF/services/";

  static {
    registerAsParallelCapable();
  }

  /**
   * @param jars the user's, in class path order
   * @param engine loads the engine
   */
  public UserClassLoader(List<URL> jars, ClassLoader engine) {
    super("heddle-user", jars.toArray(new URL[0]), engine);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!belongsToUser(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = findOwnOrParents(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> findOwnOrParents(String name) throws ClassNotFoundException {
    if (findResource(name.replace('.', '/') + ".class") == null) {
      return getParent().loadClass(name);
    }
    return findClass(name);
  }

  /** Whether the user's jars are asked before the engine. */
  private static boolean belongsToUser(String name) {
    // Application classes never lie in java.*; the JDK's other packages may be in jars (javax.*).
    return !name.startsWith("java.") && !name.startsWith(ENGINE);
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
    if (!isServiceOfUser(name)) {
      found.addAll(Collections.list(getParent().getResources(name)));
    }
    return Collections.enumeration(found);
  }

  private boolean isServiceOfUser(String resource) {
    if (!resource.startsWith(SERVICES)) {
      return false;
    }
    String type = resource.substring(SERVICES.length()).replace('.', '/');
    return findResource(type + ".class") != null;
  }
}
