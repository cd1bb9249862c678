package io.heddle.client.settings;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an application runs: the value of {@code --master}. */
public sealed interface Master {
  /** On the cluster that Hadoop's configuration names. */
  record Yarn() implements Master {}

  /** On a cluster that is started for it on this machine. */
  record Embedded(int nodes) implements Master {}

  /** In this JVM. */
  record Local(int threads) implements Master {}

  /** How it is written. */
  Pattern FORM = Pattern.compile("(yarn|embedded|local)(?:\\[(\\d{1,6}|\\*)\\])?");

  /** Nodes of an embedded cluster when none are named. */
  int DEFAULT_NODES = 2;

  /**
   * Reads the written form; {@code local} has one thread, {@code local[*]} one a processor.
   *
   * @throws HeddleException BAD_ARGUMENT
   */
  static Master parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (form.matches()) {
      String count = form.group(2);
      int number = count == null || count.equals("*") ? 0 : Integer.parseInt(count);
      boolean zero = count != null && !count.equals("*") && number == 0;
      switch (form.group(1)) {
        case "yarn" -> {
          if (count == null) {
            return new Yarn();
          }
        }
        case "embedded" -> {
          if (!zero && !"*".equals(count)) {
            return new Embedded(count == null ? DEFAULT_NODES : number);
          }
        }
        default -> {
          if (!zero) {
            int processors = Runtime.getRuntime().availableProcessors();
            return new Local(count == null ? 1 : number == 0 ? processors : number);
          }
        }
      }
    }
    throw new HeddleException(
        ErrorCode.BAD_ARGUMENT,
        "--master is yarn, embedded, embedded[NODES], local, local[THREADS] or local[*], not '"
            + text
            + "'");
  }
}
