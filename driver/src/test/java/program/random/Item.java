package program.random;

import java.io.Serializable;

/** A user's record, with an enum inside, whose own hash code differs from process to process. */
record Item(String name, long amount, Colour colour) implements Serializable {
  enum Colour {
    RED,
    GREEN,
    BLUE
  }
}
