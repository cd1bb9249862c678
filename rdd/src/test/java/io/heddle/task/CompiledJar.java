package io.heddle.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar made of sources and resources given as text, compiled against the test's class path. */
public final class CompiledJar {
  private CompiledJar() {}

  /**
   * @param sources by path ({@code app/Main.java})
   * @param resources by path
   */
  public static Path make(
      Path directory, String name, Map<String, String> sources, Map<String, String> resources) {
    try {
      Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
      Path source = Files.createDirectories(directory.resolve(name + "-src"));
      // All at once: they may use each other.
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-proc:none",
                  "-d",
                  classes.toString(),
                  "-cp",
                  System.getProperty("java.class.path")));
      for (Map.Entry<String, String> entry : sources.entrySet()) {
        Path file = source.resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry.getValue());
        arguments.add(file.toString());
      }
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      if (!sources.isEmpty()
          && compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
        throw new IllegalArgumentException("does not compile: " + sources.keySet());
      }
      for (Map.Entry<String, String> entry : resources.entrySet()) {
        Path file = classes.resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry.getValue());
      }
      return pack(classes, directory.resolve(name + ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
