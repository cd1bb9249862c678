package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * {@code HeldCount IN OUT FILE}: counts words, then stays, executors and all, until there is a
 * local file.
 */
public final class HeldCount {
  private HeldCount() {}

  public static void main(String[] args) throws InterruptedException {
    try (HeddleContext heddle = HeddleContext.builder().getOrCreate()) {
      heddle
          .textFile(args[0])
          .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
          .mapToPair(word -> new Pair<>(word, 1L))
          .reduceByKey(Long::sum)
          .map(count -> count.key() + "\t" + count.value())
          .saveAsTextFile(args[1]);
      while (!Files.exists(Path.of(args[2]))) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }
}
