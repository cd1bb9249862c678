package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import java.util.List;

/** Two tasks. */
public final class Small {
  private Small() {}

  public static void main(String[] args) {
    try (HeddleContext heddle = HeddleContext.builder().getOrCreate()) {
      long count = heddle.parallelize(List.of(1, 2), 2).count();
      if (count != 2) {
        throw new IllegalStateException("counted " + count);
      }
    }
  }
}
