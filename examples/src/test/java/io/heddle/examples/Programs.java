package io.heddle.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program's main as a user would, in this process, and shows what it printed and wrote. */
final class Programs {
  private Programs() {}

  interface Main {
    void run(String[] arguments);
  }

  /** What the program printed, line by line. */
  static List<String> printed(Main main, Object... arguments) {
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.run(texts);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** All lines of an output directory, in the order of its files; there must be a _SUCCESS. */
  static List<String> written(Path directory) throws IOException {
    if (!Files.exists(directory.resolve("_SUCCESS"))) {
      throw new AssertionError("no _SUCCESS in " + directory);
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(directory)) {
      files =
          list.filter(file -> file.getFileName().toString().startsWith("part-")).sorted().toList();
    }
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }
}
