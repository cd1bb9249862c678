package io.heddle.it.library;

/** Greets. */
public final class Greeting {
  private Greeting() {}

  public static String of(String name) {
    return "good day, " + name;
  }
}
