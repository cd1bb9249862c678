package io.heddle.examples;

/** Checks of a program's arguments. */
final class Arguments {
  private Arguments() {}

  /**
   * Says how a program is called when it was not called so.
   *
   * @throws IllegalArgumentException with the same text, so that the application fails by it
   */
  static void require(int count, String[] arguments, String usage) {
    if (arguments.length != count) {
      throw refused(usage, count + " arguments are wanted, " + arguments.length + " were given");
    }
  }

  /**
   * Reads a whole number.
   *
   * @throws IllegalArgumentException when it is none, or less than {@code least}
   */
  static int number(String argument, int least, String usage) {
    try {
      int number = Integer.parseInt(argument);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw refused(usage, "a whole number of at least " + least + " is wanted: " + argument);
  }

  private static IllegalArgumentException refused(String usage, String why) {
    String text = why + "; usage: " + usage;
    System.err.println(text);
    return new IllegalArgumentException(text);
  }
}
