package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.lineage.PartitionStep;
import io.heddle.task.TaskContext;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * What {@link RDD#pipe} does with a partition: starts a process for it, which gets each record's
 * text as a line and gives lines back.
 *
 * @param encoding a charset's name
 */
record Pipes<T>(
    List<String> command,
    Map<String, String> environment,
    boolean separateWorkingDirectory,
    int bufferSize,
    String encoding)
    implements PartitionStep<T, String> {

  Pipes {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "the command given to pipe is empty");
    }
    if (bufferSize < 1) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "a pipe's buffer of " + bufferSize);
    }
    try {
      Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the encoding given to pipe is unknown: " + encoding, e);
    }
  }

  /** The words of a command line, at blanks; there is no quoting. */
  static List<String> words(String command) {
    StringTokenizer tokens = new StringTokenizer(command);
    return java.util.Collections.list(tokens).stream().map(String.class::cast).toList();
  }

  @Override
  public Iterator<String> apply(int index, Iterator<T> records, TaskContext context) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      if (separateWorkingDirectory) {
        Path directory = Files.createTempDirectory("heddle-pipe-");
        context.onCompletion(() -> deleteTree(directory));
        builder.directory(directory.toFile());
      }
      PipedLines lines =
          new PipedLines(
              builder.start(), command.get(0), records, Charset.forName(encoding), bufferSize);
      context.onCompletion(lines);
      return lines;
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.USER_CODE_FAILED,
          "the command '" + command.get(0) + "' given to pipe cannot be started: " + e.getMessage(),
          e);
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
