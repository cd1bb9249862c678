package io.heddle.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The test's side of a program's gates: who waits, and who may go on. */
record Gates(Path directory) {
  private static final String HERE = ".here";

  /** The gates of this prefix that somebody came to, such as {@code map-3}. */
  Set<String> reached(String prefix) {
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(HERE))
          .forEach(name -> names.add(name.substring(0, name.length() - HERE.length())));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String name) {
    try {
      Files.writeString(directory.resolve(name + ".open"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void openAll(Set<String> names) {
    names.forEach(this::open);
  }

  /** Opens {@code prefix-0} to before {@code prefix-count}. */
  void openAll(String prefix, int count) {
    names(prefix, count).forEach(this::open);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
  }
}
