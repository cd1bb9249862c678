package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.recovery.SavedOutput;
import io.heddle.driver.recovery.StageIdentity;
import io.heddle.driver.shuffle.MapOutputRegistry.Lost;
import io.heddle.driver.shuffle.OutputPlace;
import io.heddle.driver.shuffle.ShuffleOutputs;
import io.heddle.driver.stage.StageSpec;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.protocol.executor.MapOutputWritten;
import io.heddle.protocol.executor.TaskEnded;

/**
 * Map outputs between attempts of the application: those of stages that a later attempt will
 * recognise are written down as they come and go, and those that earlier attempts left are put into
 * the table before their stage is looked at.
 */
final class SavedOutputs {
  private final Books books;

  SavedOutputs(Books books) {
    this.books = books;
  }

  /** An attempt's output was taken into the table. */
  static void written(Books books, TaskAttempt attempt, TaskEnded report) {
    StageSpec stage = attempt.stage().spec();
    ExecutorState executor = attempt.executor();
    // What no shuffle service serves dies with its executor's process, and so with this attempt.
    if (stage.identity().isKnown() && executor.shufflePort() != 0) {
      MapOutputWritten written = report.getMapOutput();
      SavedOutput output =
          new SavedOutput(
              attempt.task(),
              written.getAttempt(),
              executor.host().name(),
              executor.shufflePort(),
              written.getSizes(),
              report.getAccumulatorsList());
      books.act(new SchedulerAction.SaveOutput(stage.shuffleId(), output));
    }
  }

  /** Outputs were dropped from the table. */
  static void dropped(Books books, StageState stage, Lost lost) {
    if (stage.spec().identity().isKnown()) {
      books.act(new SchedulerAction.DropSaved(lost));
    }
  }

  /**
   * Puts what earlier attempts left of a new stage into the table. What its tasks added to
   * accumulators counts now, and not again should they have to run after all.
   */
  void takeOver(StageSpec spec) {
    StageIdentity identity = spec.identity();
    if (identity.outputs().isEmpty()) {
      return;
    }
    ShuffleOutputs table = books.outputs.get(spec.shuffleId());
    StageState stage = books.graph.mapStage(spec.shuffleId());
    for (SavedOutput output : identity.outputs()) {
      OutputPlace place = new OutputPlace(output.host(), output.port(), "");
      if (table.add(output.map(), output.attempt(), place, output.sizes())
          && stage.countsNow(output.map())
          && !output.accumulators().isEmpty()) {
        books.act(new SchedulerAction.MergeAccumulators(output.accumulators()));
      }
    }
    books.report.notice(
        "attempt "
            + identity.attempt()
            + ": "
            + identity.outputs().size()
            + " of "
            + spec.tasks()
            + " map tasks of "
            + stage
            + " taken over");
  }
}
