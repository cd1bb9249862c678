package io.heddle.benchmarks.run;

import io.heddle.benchmarks.data.Records;
import io.heddle.benchmarks.data.ZipfWords;
import io.heddle.conf.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a job reads; made at the first use, from a fixed seed. */
enum Input {
  NONE,
  WORDS,
  RECORDS;

  private static final long SEED = 42;

  /** The file of the wanted size; null for {@link #NONE}. */
  Path file(Path directory, String size) throws IOException {
    if (this == NONE) {
      return null;
    }
    Path file = directory.resolve((this == WORDS ? "zipf-" : "records-") + size + ".txt");
    if (!Files.exists(file)) {
      System.err.println("making " + size + " of data, once ...");
      long bytes = DataSize.parse(size, 1).bytes();
      if (this == WORDS) {
        ZipfWords.write(file, bytes, SEED);
      } else {
        Records.write(file, bytes, SEED);
      }
    }
    return file;
  }
}
