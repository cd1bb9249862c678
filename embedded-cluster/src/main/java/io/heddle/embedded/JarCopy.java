package io.heddle.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Copies a directory out of a jar, by the jar's index and without reading the rest. */
final class JarCopy {
  private JarCopy() {}

  /**
   * Copies all files below a directory.
   *
   * @param jarDir as in {@code jar:file:/a.jar!/some/dir}
   * @param target stands for that directory; exists
   */
  static void copyBelow(URL jarDir, Path target) throws IOException {
    JarURLConnection connection = (JarURLConnection) jarDir.openConnection();
    String name = connection.getEntryName();
    String prefix = name.endsWith("/") ? name : name + "/";
    // Not closed: the connection's jar is the one that others in this JVM share.
    JarFile jar = connection.getJarFile();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
        Path file = target.resolve(entry.getName().substring(prefix.length())).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(entry.getName() + " leads out of its directory");
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
  }
}
