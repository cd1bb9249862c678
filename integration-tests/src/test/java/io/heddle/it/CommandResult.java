package io.heddle.it;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command left behind.
 *
 * @param commandLine as it was run
 * @param exitStatus 128 + the signal's number when a signal ended it
 */
public record CommandResult(String commandLine, int exitStatus, String out, String err) {
  private static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");

  /**
   * The application that it told of.
   *
   * @throws AssertionError when it told of none
   */
  public String applicationId() {
    return applicationId(out).orElseThrow(() -> new AssertionError("no application in " + this));
  }

  /** Standard error by lines. */
  public List<String> errLines() {
    return err.lines().toList();
  }

  /**
   * This, if the exit status is 0.
   *
   * @throws AssertionError with all that was printed, otherwise
   */
  public CommandResult succeeded() {
    if (exitStatus != 0) {
      throw new AssertionError(this);
    }
    return this;
  }

  static Optional<String> applicationId(String text) {
    Matcher found = APPLICATION.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  @Override
  public String toString() {
    return commandLine + "\nexit status " + exitStatus + "\n" + out + "\n" + err;
  }
}
