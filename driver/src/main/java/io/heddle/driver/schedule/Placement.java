package io.heddle.driver.schedule;

import io.heddle.driver.allocation.Cluster;
import io.heddle.driver.allocation.ExecutorState;
import io.heddle.driver.shuffle.ShuffleOutputs;
import io.heddle.driver.stage.StageState;
import io.heddle.driver.stage.TaskAttempt;
import io.heddle.driver.task.Locality;
import io.heddle.driver.task.TaskPreference;
import io.heddle.driver.task.TaskSetState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings free slots and pending tasks together, once after each batch of events.
 *
 * <p>A set whose tasks or allowed level changed is shown every free executor, nearest level first
 * and one slot of each at a time, so that work spreads. Any other set has seen them before, and is
 * shown only those that got a slot free since.
 */
final class Placement {
  private final Books books;
  private final Stages stages;
  private final Attempts attempts;
  private final List<ExecutorState> freed = new ArrayList<>();
  private Map<ExecutorState, List<SchedulerAction.Launch>> launches = new LinkedHashMap<>();
  private final Pools pools;
  private long nextTaskId;

  /** Tasks that the stage under placement may still be given. */
  private int left;

  Placement(Books books, Stages stages, Attempts attempts, Pools pools) {
    this.books = books;
    this.stages = stages;
    this.attempts = attempts;
    this.pools = pools;
  }

  /** A slot of an executor became free. */
  void freed(ExecutorState executor) {
    freed.add(executor);
  }

  /** Launches what can be launched. */
  void place() {
    if (pools.isFair()) {
      placeFairly();
    } else {
      placeInOrder();
    }
    freed.clear();
    launches.forEach(
        (executor, tasks) -> books.act(new SchedulerAction.LaunchTasks(executor.id(), tasks)));
    if (!launches.isEmpty()) {
      // Clearing would take as long as the most launches at once ever did.
      launches = new LinkedHashMap<>();
    }
  }

  private void placeInOrder() {
    List<StageState> active = stages.active();
    for (int i = 0; i < active.size() && books.cluster.freeSlots() > 0; i++) {
      StageState stage = active.get(i);
      if (stage.taskSet().pending() > 0 || wantsSecondAttempts(stage)) {
        place(stage, Integer.MAX_VALUE);
      }
    }
  }

  /**
   * Gives each stage what it has a claim to. What a stage does not take, waiting for a better place
   * maybe, is shared out anew between the others.
   */
  private void placeFairly() {
    Set<StageState> content = Collections.newSetFromMap(new IdentityHashMap<>());
    while (books.cluster.freeSlots() > 0) {
      Map<StageState, Integer> shares =
          pools.divide(books.cluster.freeSlots(), stages.active(), content);
      if (shares.isEmpty()) {
        placeSecondAttempts();
        return;
      }
      shares.forEach(
          (stage, share) -> {
            int before = stage.taskSet().pending();
            place(stage, share);
            if (before - stage.taskSet().pending() < share) {
              content.add(stage);
            }
          });
    }
  }

  /** Slow tasks get the slots that no pending task has a claim to. */
  private void placeSecondAttempts() {
    for (StageState stage : stages.active()) {
      if (stage.taskSet().pending() == 0 && wantsSecondAttempts(stage)) {
        place(stage, Integer.MAX_VALUE);
      }
    }
  }

  /** What its slow tasks read may be lost, as long as none of its tasks is pending. */
  private boolean wantsSecondAttempts(StageState stage) {
    return stage.taskSet().wantsSlots() && books.graph.canRun(stage);
  }

  /**
   * @param most tasks that it may be given
   */
  private void place(StageState stage, int most) {
    left = most;
    place(stage);
    if (left > 0 && stage.taskSet().hasChanged()) { // having been turned away, some need not wait
      place(stage);
    }
    if (left == 0) {
      stage.taskSet().heldBack();
    }
  }

  private void place(StageState stage) {
    TaskSetState tasks = stage.taskSet();
    Locality allowed = tasks.climb(books.now);
    if (tasks.takeChanged()) {
      for (Locality level = tasks.nearest(); ; level = Locality.level(level.ordinal() + 1)) {
        showAll(stage, tasks, level);
        if (level.compareTo(allowed) >= 0) {
          break;
        }
      }
    } else {
      for (ExecutorState executor : freed) {
        boolean took = true;
        while (took && left > 0 && executor.takesTasks() && tasks.wantsSlots()) {
          took = offer(stage, tasks, executor, allowed);
        }
      }
    }
    if (left > 0 && tasks.pending() > 0 && books.cluster.freeSlots() > 0) {
      tasks.turnedAway(books.now, books.cluster);
    }
  }

  private void showAll(StageState stage, TaskSetState tasks, Locality level) {
    Cluster cluster = books.cluster;
    boolean took = true;
    while (took && left > 0 && tasks.wantsSlots()) {
      took = false;
      for (int i = cluster.freeExecutors() - 1; i >= 0 && left > 0 && tasks.wantsSlots(); i--) {
        took |= offer(stage, tasks, cluster.freeExecutor(i), level);
      }
    }
  }

  private boolean offer(
      StageState stage, TaskSetState tasks, ExecutorState executor, Locality level) {
    if (executor.isExcluded()) {
      return false;
    }
    long pick = tasks.take(executor, level, books.cluster.usable() == 1, books.now);
    if (pick < 0) {
      return false;
    }
    left--;
    books.cluster.take(executor);
    sendWhatItNeeds(stage, executor);
    int task = TaskSetState.task(pick);
    TaskAttempt attempt =
        new TaskAttempt(
            nextTaskId++,
            stage,
            tasks,
            task,
            stage.nextAttempt(task),
            executor,
            TaskSetState.locality(pick),
            books.now);
    attempts.began(attempt);
    if (attempt.taskId() == 0) {
      books.report.milestone("first-task-started", executor.id());
    }
    books.report.taskStarted(attempt, reason(attempt));
    launches
        .computeIfAbsent(executor, e -> new ArrayList<>(e.slots()))
        .add(
            new SchedulerAction.Launch(
                attempt.taskId(),
                stage.id(),
                stage.attempt(),
                task,
                attempt.attempt(),
                attempt.locality(),
                heldElsewhere(stage, task, executor)));
    return true;
  }

  /** Why it is not the first attempt of its task; empty when it is. */
  private String reason(TaskAttempt attempt) {
    if (attempt.attempt() == 0) {
      return "";
    }
    TaskSetState tasks = attempt.taskSet();
    if (tasks.runsTwice(attempt.task())) {
      return "the other attempt is slow";
    }
    String noted = tasks.takeReason(attempt.task());
    int shuffleId = attempt.stage().spec().shuffleId();
    String lost = books.reruns.reason(shuffleId, attempt.task());
    return noted.isEmpty() ? lost : noted;
  }

  /** The first cached block that saves the task work and that others than its executor hold. */
  private List<SchedulerAction.Held> heldElsewhere(
      StageState stage, int task, ExecutorState executor) {
    for (TaskPreference.BlockKey key : stage.spec().preferences().apply(task).cached()) {
      List<ExecutorState> holders = books.blocks.holders(key.rddId(), key.partition());
      if (holders.contains(executor)) {
        return List.of();
      }
      for (ExecutorState holder : holders) {
        if (holder.peerPort() > 0) {
          return List.of(
              new SchedulerAction.Held(
                  key.rddId(),
                  key.partition(),
                  holder.host().name(),
                  holder.peerPort(),
                  books.blocks.bytes(key.rddId(), key.partition())));
        }
      }
    }
    return List.of();
  }

  private void sendWhatItNeeds(StageState stage, ExecutorState executor) {
    if (!stage.programSentTo().get(executor.index())) {
      stage.programSentTo().set(executor.index());
      books.act(new SchedulerAction.SendStageProgram(executor.id(), stage.id()));
    }
    for (StageState parent : stage.parents()) {
      ShuffleOutputs outputs = books.outputs.get(parent.spec().shuffleId());
      if (outputs.sendTo(executor.index())) {
        books.act(
            new SchedulerAction.SendMapOutputs(
                executor.id(), books.outputs.table(outputs.shuffleId())));
      }
    }
  }
}
