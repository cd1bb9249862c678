package io.heddle.executor.spill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks whether local directories can be written at all. Stateless. */
public final class LocalDisks {
  private static final int PROBE_BYTES = 64 * 1024;

  private LocalDisks() {}

  /** Why none of the directories takes a small file; empty when one does. */
  public static Optional<String> whyUnusable(List<Path> directories) {
    StringBuilder why = new StringBuilder("no local directory can be written: ");
    String separator = "";
    for (Path directory : directories) {
      try {
        Path probe = Files.createTempFile(directory, "heddle-probe", "");
        try {
          Files.write(probe, new byte[PROBE_BYTES]);
          return Optional.empty();
        } finally {
          Files.deleteIfExists(probe);
        }
      } catch (IOException e) {
        why.append(separator).append(directory).append(": ").append(e.getMessage());
        separator = "; ";
      }
    }
    return Optional.of(why.toString());
  }
}
