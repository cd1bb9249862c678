package io.heddle.am;

import io.heddle.am.program.ProgramOutcome;
import io.heddle.error.HeddleException;
import java.util.Optional;

/** Why an ApplicationMaster ends. */
sealed interface Ending {
  /** The program is over, one way or the other. */
  record OfProgram(ProgramOutcome outcome) implements Ending {}

  /** The application cannot go on: no executors, no ResourceManager. */
  record OfApplication(HeddleException cause) implements Ending {}

  /** YARN ends the process: the application was killed, or its node goes down. */
  record OfProcess() implements Ending {}

  /** What YARN is told; empty when it knows better itself. */
  default Optional<Final> forYarn() {
    if (this instanceof OfProgram program) {
      ProgramOutcome outcome = program.outcome();
      return Optional.of(new Final(outcome.succeeded(), outcome.diagnostics()));
    }
    if (this instanceof OfApplication application) {
      return Optional.of(new Final(false, application.cause().userMessage()));
    }
    return Optional.empty();
  }

  /**
   * How the application ended.
   *
   * @param diagnostics why; empty on success
   */
  record Final(boolean succeeded, String diagnostics) {}
}
