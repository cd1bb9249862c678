package io.heddle.driver.accumulator;

import io.heddle.rdd.accumulator.AccumulatorV2;
import java.util.Collection;
import java.util.stream.Collectors;

/** An accumulator's value for people. */
final class ValueText {
  private static final int MAX_CHARS = 200;
  private static final int ELEMENTS = 10;

  private ValueText() {}

  /** At most some hundred characters, whatever the value is. */
  static String of(AccumulatorV2<?, ?> accumulator) {
    try {
      Object value = accumulator.value();
      return bounded(value instanceof Collection<?> all ? elements(all) : String.valueOf(value));
    } catch (RuntimeException e) {
      return bounded("no value: " + e);
    }
  }

  private static String elements(Collection<?> all) {
    String first =
        all.stream().limit(ELEMENTS).map(String::valueOf).collect(Collectors.joining(", "));
    return all.size() + ": " + first + (all.size() > ELEMENTS ? ", …" : "");
  }

  private static String bounded(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
  }
}
