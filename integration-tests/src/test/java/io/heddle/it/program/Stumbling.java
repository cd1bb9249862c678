package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Writes the numbers 1 to 4 from as many tasks: {@code OUT MARKS FALLS}. The task of partition 2
 * fails as often as FALLS says, and then succeeds; MARKS is a local directory in which it counts.
 */
public final class Stumbling {
  private Stumbling() {}

  public static void main(String[] args) {
    String marks = args[1];
    int falls = Integer.parseInt(args[2]);
    try (HeddleContext context = HeddleContext.builder().appName("stumbling").getOrCreate()) {
      context
          .parallelize(List.of(1, 2, 3, 4), 4)
          .mapPartitionsWithIndex((index, numbers) -> walk(index, numbers, marks, falls))
          .saveAsTextFile(args[0]);
    }
  }

  private static Iterator<Integer> walk(
      int index, Iterator<Integer> numbers, String marks, int falls) throws IOException {
    if (index == 2) {
      int fall = nextFall(Path.of(marks), falls);
      if (fall >= 0) {
        throw new IllegalStateException("fell over number " + numbers.next());
      }
    }
    return numbers;
  }

  /** How often it fell before; -1 when that was often enough. */
  private static int nextFall(Path marks, int falls) throws IOException {
    for (int fall = 0; fall < falls; fall++) {
      try {
        Files.createFile(marks.resolve("fall-" + fall));
        return fall;
      } catch (FileAlreadyExistsException e) {
        continue; // an earlier attempt's
      }
    }
    return -1;
  }
}
