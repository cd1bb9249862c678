package io.heddle.driver.simulation;

import java.util.ArrayList;
import java.util.List;

/** The last things that happened; they become text when somebody wants to read it. */
final class Trace {
  private final Object[] what;
  private final long[] when;
  private long count;

  Trace(int lines) {
    what = new Object[lines];
    when = new long[lines];
  }

  void add(long millis, Object happened) {
    int at = (int) (count++ % what.length);
    what[at] = happened;
    when[at] = millis;
  }

  /** The lines, oldest first. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (long i = Math.max(0, count - what.length); i < count; i++) {
      int at = (int) (i % what.length);
      lines.add(String.format("%,12d ms  %s", when[at], Describe.any(what[at])));
    }
    return lines;
  }
}
