package io.heddle.it.program;

import io.heddle.it.library.Greeting;
import io.heddle.rdd.HeddleContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code Localised OUT FILE...}: greets, in the driver and in two tasks, those whom files of the
 * working directory name.
 */
public final class Localised {
  private Localised() {}

  public static void main(String[] args) {
    List<String> files = List.copyOf(List.of(args).subList(1, args.length));
    try (HeddleContext heddle = HeddleContext.builder().getOrCreate()) {
      heddle
          .parallelize(List.of("driver: " + greetings(files)), 1)
          .union(
              heddle
                  .parallelize(List.of(1, 2), 2)
                  .map(task -> "task " + task + ": " + greetings(files)))
          .saveAsTextFile(args[0]);
    }
  }

  private static String greetings(List<String> files) {
    return String.join("; ", files.stream().map(file -> Greeting.of(read(file))).toList());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
