package io.heddle.am.program;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** A user's program: a class with a {@code main}, in jars of the user. */
public final class UserProgram {
  private final List<URL> jars;
  private final ClassLoader loader;
  private final String mainClass;
  private final List<String> arguments;

  /**
   * @param jars the user's; the first is the program's own
   * @param loader loads them
   * @param mainClass empty when the first jar's manifest names it
   */
  public UserProgram(List<URL> jars, ClassLoader loader, String mainClass, List<String> arguments) {
    this.jars = List.copyOf(jars);
    this.loader = loader;
    this.mainClass = mainClass;
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Runs {@code main} on the calling thread, whose context class loader it sets, and returns when
   * it returns or throws. Never throws; an error of the JVM itself is an outcome too.
   */
  public ProgramOutcome run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      find().invoke(null, (Object) arguments.toArray(new String[0]));
      return ProgramOutcome.SUCCESS;
    } catch (HeddleException e) {
      return ProgramOutcome.failed(e);
    } catch (InvocationTargetException e) {
      return ProgramOutcome.failed(ProgramFailure.of(e.getCause()));
    } catch (IllegalAccessException e) {
      return ProgramOutcome.failed(
          new HeddleException(
              ErrorCode.NO_MAIN_METHOD, "main of this class cannot be called: " + e.getMessage()));
    } catch (LinkageError e) {
      return ProgramOutcome.failed(ProgramFailure.of(e));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Finds {@code public static void main(String[])}.
   *
   * @throws HeddleException CLASS_NOT_FOUND or NO_MAIN_METHOD
   */
  private Method find() {
    String name = mainClass.isEmpty() ? mainClassOf(jars.get(0)) : mainClass;
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new HeddleException(
          ErrorCode.CLASS_NOT_FOUND, "no class " + name + " in " + fileNames(jars), e);
    }
    Method main;
    try {
      main = type.getMethod("main", String[].class);
    } catch (NoSuchMethodException e) {
      throw new HeddleException(
          ErrorCode.NO_MAIN_METHOD, name + " has no public method main(String[])", e);
    }
    if (!Modifier.isStatic(main.getModifiers())) {
      throw new HeddleException(ErrorCode.NO_MAIN_METHOD, name + ".main is not static");
    }
    // A public main of a class that is not public is a program too, as for the java command.
    main.setAccessible(true);
    return main;
  }

  /**
   * The main class that a jar's manifest names.
   *
   * @throws HeddleException UNREADABLE_JAR, or BAD_ARGUMENT when it names none
   */
  public static String mainClassOf(URL jar) {
    try (InputStream in = jar.openStream();
        JarInputStream contents = new JarInputStream(in)) {
      Manifest manifest = contents.getManifest();
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (name == null || name.isBlank()) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT,
            "name the program's class with --class: the manifest of "
                + fileNames(List.of(jar))
                + " names none");
      }
      return name.strip();
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.UNREADABLE_JAR, fileNames(List.of(jar)) + " cannot be read as a jar", e);
    }
  }

  private static String fileNames(List<URL> jars) {
    return String.join(
        ", ",
        jars.stream()
            .map(jar -> jar.getPath().substring(jar.getPath().lastIndexOf('/') + 1))
            .map(name -> name.replaceFirst("^\\d+-", "")) // the number of its link
            .toList());
  }
}
