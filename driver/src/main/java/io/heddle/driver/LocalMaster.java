package io.heddle.driver;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The setting {@code heddle.master} as far as it means this JVM. */
final class LocalMaster {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\*|[0-9]{1,5})])?");

  private LocalMaster() {}

  /**
   * The threads that {@code local[N]}, {@code local[*]} (as many as processors) or {@code local}
   * (one) ask for; empty for any other master.
   *
   * @throws HeddleException BAD_SETTING for {@code local[0]} and what else begins with {@code
   *     local} but is none of these
   */
  static Optional<Integer> threads(String master) {
    if (!master.startsWith("local")) {
      return Optional.empty();
    }
    Matcher matcher = LOCAL.matcher(master);
    if (matcher.matches()) {
      String n = matcher.group(1);
      if (n == null) {
        return Optional.of(1);
      }
      if (n.equals("*")) {
        return Optional.of(Runtime.getRuntime().availableProcessors());
      }
      if (Integer.parseInt(n) > 0) {
        return Optional.of(Integer.parseInt(n));
      }
    }
    throw new HeddleException(
        ErrorCode.BAD_SETTING,
        "heddle.master: expected local[N] or local[*], got '" + master + "'");
  }
}
