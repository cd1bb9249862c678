package io.heddle.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running {@code heddle} command. */
public final class HeddleProcess {
  /** Far more than any test needs on a machine that does other work, too. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Process process;
  private final String commandLine;
  private final Path directory;

  HeddleProcess(Process process, String commandLine, Path directory) {
    this.process = process;
    this.commandLine = commandLine;
    this.directory = directory;
  }

  /** The process, to send it signals. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it has printed on standard output until now. */
  public String out() {
    return read("stdout");
  }

  /** What it has printed on standard error until now. */
  public String err() {
    return read("stderr");
  }

  /** Waits until it has told the application's id. */
  public String awaitApplicationId() {
    awaitUntil("it names an application", () -> CommandResult.applicationId(out()).isPresent());
    return CommandResult.applicationId(out()).orElseThrow();
  }

  /**
   * Waits for a condition, looked at every 20 ms.
   *
   * @throws AssertionError with all that was printed, when the command ends before or it takes too
   *     long
   */
  public void awaitUntil(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      if (condition.getAsBoolean()) {
        return;
      }
      if (ended || System.nanoTime() > deadline) {
        String how = ended ? "ended" : "took too long";
        throw new AssertionError("waiting until " + what + ", the command " + how + ": " + told());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /**
   * Waits for the end.
   *
   * @throws AssertionError with all that was printed, when it takes too long
   */
  public CommandResult await() {
    return await(LIMIT);
  }

  /** As {@link #await()}, for commands that take long by their nature. */
  public CommandResult await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        throw new AssertionError("no end after " + limit.toSeconds() + " s: " + told());
      }
      CommandResult result = told();
      for (String file : new String[] {"stdout", "stderr"}) {
        Files.delete(directory.resolve(file));
      }
      Files.delete(directory);
      return result;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandResult told() {
    Optional<Integer> status =
        process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    return new CommandResult(commandLine, status.orElse(-1), out(), err());
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
