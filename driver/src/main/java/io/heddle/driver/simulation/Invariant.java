package io.heddle.driver.simulation;

/** What must hold whatever breaks. */
enum Invariant {
  RIGHT_RESULT("each partition's result is delivered once and is made from right inputs"),
  COUNTED_ONCE("what a task adds to accumulators counts once"),
  SLOTS("no slot is given twice"),
  LIVE_EXECUTOR(
      "no task is launched on an executor that is known to be gone, draining or released"),
  SENT_FIRST("programs and tables are there before the tasks that need them"),
  NOTHING_TWICE("nothing is computed again that was not lost"),
  NOT_STARVED("no task that may run anywhere waits while slots are free"),
  LOCALITY_WAIT("no task waits longer for its place than the locality waits allow"),
  JOBS_END("every job ends, once"),
  JUST_FAILURE("a job fails only for a reason that the rules name"),
  MEMORY("nothing is kept of jobs, shuffles and RDDs that are over"),
  NO_ERROR("the scheduler itself does not fail");

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Fails the simulation. */
  void violated(String detail) {
    throw new Violation(this, detail, null);
  }

  /** What a broken invariant ends a simulation with. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Invariant invariant;

    Violation(Invariant invariant, String detail, Throwable cause) {
      super(invariant + " (" + invariant.text + "): " + detail, cause);
      this.invariant = invariant;
    }

    Invariant invariant() {
      return invariant;
    }
  }
}
