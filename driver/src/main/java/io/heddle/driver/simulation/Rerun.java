package io.heddle.driver.simulation;

/** Why a task was launched again. */
enum Rerun {
  ATTEMPT_FAILED("the attempt failed", false),
  ATTEMPT_KILLED("the attempt was ended by its executor", false),
  INPUT_LOST("the attempt could not read its input", false),
  EXECUTOR_LOST("its executor was gone", false),
  OUTPUT_LOST("its output was gone", false),
  EXECUTOR_THOUGHT_LOST("its executor was silent or cut off, and yet alive", true),
  OUTPUT_THOUGHT_LOST(
      "its output lay where nobody could reach it, or its node was said to be lost", true),
  GIVEN_UP("no job had needed it any more when it was under way", true),
  SECOND_COPY("it was slow, and got a second attempt", true);

  private final String text;
  private final boolean avoidable;

  Rerun(String text, boolean avoidable) {
    this.text = text;
    this.avoidable = avoidable;
  }

  String text() {
    return text;
  }

  /** Whether a scheduler that knows all would have spared it. */
  boolean avoidable() {
    return avoidable;
  }
}
