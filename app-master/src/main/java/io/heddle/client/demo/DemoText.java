package io.heddle.client.demo;

import io.heddle.client.staging.Installation;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the demo counts: the user's files, or the texts that come with the examples. */
final class DemoText {
  private DemoText() {}

  /**
   * @param input a file or a directory; null for the installation's own texts
   * @throws HeddleException INPUT_NOT_FOUND
   */
  static List<Path> files(Path input, Installation installation) {
    try {
      List<Path> files = new ArrayList<>();
      if (input == null) {
        files.addAll(below(installation.file("examples/text"), ".txt"));
      } else if (Files.isDirectory(input)) {
        files.addAll(below(input, ""));
      } else if (Files.isRegularFile(input)) {
        files.add(input);
      }
      if (files.isEmpty()) {
        throw new HeddleException(
            ErrorCode.INPUT_NOT_FOUND,
            input == null
                ? "this installation has no examples/text to count; use --input FILE"
                : (Files.exists(input) ? "there are no files in " : "there is no ") + input);
      }
      return files;
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.INPUT_NOT_FOUND, "the input cannot be listed: " + e.getMessage(), e);
    }
  }

  private static List<Path> below(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }
}
