package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import java.util.List;

/** Fails: {@code Throwing main} in its main method, {@code Throwing task} in a task. */
public final class Throwing {
  private Throwing() {}

  public static void main(String[] args) {
    try (HeddleContext heddle = HeddleContext.builder().getOrCreate()) {
      if (args[0].equals("main")) {
        throw complaint(0);
      }
      heddle.parallelize(List.of(7), 1).map(Throwing::refuse).collect();
    }
  }

  private static Integer refuse(Integer number) {
    throw complaint(number);
  }

  private static IllegalStateException complaint(int number) {
    return new IllegalStateException("no use for " + number);
  }
}
