package io.heddle.executor.runner;

import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.broadcast.BroadcastHome;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.StageProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage's program as one slot's objects, with the accumulators and broadcasts that its functions
 * hold. Used by the slot's thread.
 */
record LoadedProgram(
    StageProgram program, TaskAccumulators accumulators, List<Broadcast<?>> broadcasts) {

  /**
   * @param home where its broadcasts get their values
   */
  static LoadedProgram read(byte[] bytes, ClassLoader classes, BroadcastHome home) {
    List<AccumulatorV2<?, ?>> accumulators = new ArrayList<>();
    List<Broadcast<?>> broadcasts = new ArrayList<>();
    Object program =
        JavaSerialization.read(
            bytes,
            classes,
            object -> {
              if (object instanceof AccumulatorV2<?, ?> accumulator) {
                accumulators.add(accumulator);
              } else if (object instanceof Broadcast<?> broadcast) {
                broadcast.arrive(home);
                broadcasts.add(broadcast);
              }
              return object;
            });
    return new LoadedProgram(
        (StageProgram) program, new TaskAccumulators(accumulators), broadcasts);
  }

  /** An attempt has ended: what it alone kept alive may go. */
  void end() {
    for (Broadcast<?> broadcast : broadcasts) {
      broadcast.letGo();
    }
  }
}
