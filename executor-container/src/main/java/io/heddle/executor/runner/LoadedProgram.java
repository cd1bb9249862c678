package io.heddle.executor.runner;

import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.StageProgram;
import java.util.ArrayList;
import java.util.List;

/** A stage's program as one slot's objects, with the accumulators that its functions hold. */
record LoadedProgram(StageProgram program, TaskAccumulators accumulators) {

  static LoadedProgram read(byte[] bytes, ClassLoader classes) {
    List<AccumulatorV2<?, ?>> found = new ArrayList<>();
    Object program =
        JavaSerialization.read(
            bytes,
            classes,
            object -> {
              if (object instanceof AccumulatorV2<?, ?> accumulator) {
                found.add(accumulator);
              }
              return object;
            });
    return new LoadedProgram((StageProgram) program, new TaskAccumulators(found));
  }
}
