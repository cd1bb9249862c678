package user;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Iterator;
import java.util.List;

/** Code outside of the engine's packages that fails. */
public final class Failing implements Evaluator<Integer> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Integer> evaluate(Partition partition, TaskContext context) {
    return List.of(1 / partition.index()).iterator();
  }
}
