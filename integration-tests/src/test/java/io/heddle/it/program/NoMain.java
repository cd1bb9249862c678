package io.heddle.it.program;

/** A class of a user's jar that is no program. */
public final class NoMain {
  private NoMain() {}
}
