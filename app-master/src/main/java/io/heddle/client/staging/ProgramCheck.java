package io.heddle.client.staging;

import io.heddle.am.program.UserProgram;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** Finds out before anything is sent that a program cannot be run. */
public final class ProgramCheck {
  private ProgramCheck() {}

  /**
   * Whether the main class is there. Says nothing when some of the jars are not on this machine.
   *
   * @param jars the program's own first
   * @param mainClass empty when the manifest is to name it
   * @throws HeddleException CLASS_NOT_FOUND, BAD_ARGUMENT or UNREADABLE_JAR
   */
  public static void requireMainClass(List<UserFile> jars, String mainClass) {
    if (jars.stream().anyMatch(jar -> jar.local().isEmpty())) {
      return;
    }
    List<Path> paths = jars.stream().map(jar -> jar.local().orElseThrow()).toList();
    String name = mainClass.isEmpty() ? mainClassOf(paths.get(0)) : mainClass;
    String entry = name.replace('.', '/') + ".class";
    for (Path path : paths) {
      try (ZipFile jar = new ZipFile(path.toFile())) {
        if (jar.getEntry(entry) != null) {
          return;
        }
      } catch (IOException e) {
        throw new HeddleException(ErrorCode.UNREADABLE_JAR, path + " cannot be read", e);
      }
    }
    throw new HeddleException(
        ErrorCode.CLASS_NOT_FOUND,
        "no class "
            + name
            + " in "
            + String.join(
                ", ", paths.stream().map(path -> path.getFileName().toString()).toList()));
  }

  private static String mainClassOf(Path jar) {
    try {
      return UserProgram.mainClassOf(jar.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new HeddleException(ErrorCode.UNREADABLE_JAR, "not a path of a jar: " + jar, e);
    }
  }
}
