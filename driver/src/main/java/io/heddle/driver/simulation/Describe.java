package io.heddle.driver.simulation;

import io.heddle.driver.schedule.SchedulerAction;
import io.heddle.driver.schedule.SchedulerEvent;
import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import java.util.stream.Collectors;

/** Events and actions in a line each. */
final class Describe {
  private Describe() {}

  static String any(Object what) {
    if (what instanceof SchedulerEvent event) {
      return "event   " + event(event);
    }
    if (what instanceof SchedulerAction action) {
      return "action  " + action(action);
    }
    return "        " + what;
  }

  private static String event(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.JobSubmitted submitted) {
      return "job "
          + submitted.job().jobId()
          + " submitted: stage "
          + submitted.job().result().stageId()
          + " of "
          + submitted.job().result().tasks()
          + " tasks reads "
          + submitted.job().result().parents();
    }
    if (event instanceof SchedulerEvent.TasksEnded ended) {
      return ended.tasks().stream().map(Describe::end).collect(Collectors.joining(", "))
          + " on "
          + ended.executorId();
    }
    if (event instanceof SchedulerEvent.BlocksMoved moved) {
      return "blocks moved on "
          + moved.executorId()
          + ": "
          + moved.change().getAddedCount()
          + " added, "
          + moved.change().getRemovedCount()
          + " removed";
    }
    return event.toString();
  }

  private static String end(TaskEnded ended) {
    String outcome =
        switch (ended.getOutcomeCase()) {
          case MAP_OUTPUT ->
              "wrote map output "
                  + ended.getMapOutput().getShuffleId()
                  + "/"
                  + ended.getMapOutput().getMapId()
                  + "."
                  + ended.getMapOutput().getAttempt();
          case RESULT -> "gave a result";
          case FAILED -> "failed";
          case FETCH_FAILED -> unread(ended.getFetchFailed());
          case KILLED -> "was killed";
          case OUTCOME_NOT_SET -> "said nothing";
        };
    return "task " + ended.getTaskId() + " " + outcome;
  }

  private static String unread(FetchFailed failed) {
    return "could not read "
        + failed.getShuffleId()
        + "/"
        + failed.getMapId()
        + "."
        + failed.getMapAttempt()
        + " on "
        + failed.getHost()
        + ": "
        + failed.getReason();
  }

  private static String action(SchedulerAction action) {
    if (action instanceof SchedulerAction.LaunchTasks launches) {
      return "launch on "
          + launches.executorId()
          + ": "
          + launches.launches().stream().map(Describe::launch).collect(Collectors.joining(", "));
    }
    if (action instanceof SchedulerAction.SendMapOutputs send) {
      MapOutputs table = send.table();
      return "send to "
          + send.executorId()
          + " the table of shuffle "
          + table.getShuffleId()
          + ", epoch "
          + table.getEpoch();
    }
    if (action instanceof SchedulerAction.TaskResult result) {
      return "result " + result.position() + " of job " + result.jobId();
    }
    if (action instanceof SchedulerAction.Demand demand) {
      return "demand " + demand.demand().total() + " executors";
    }
    return action.toString();
  }

  static String launch(SchedulerAction.Launch launch) {
    return "task "
        + launch.taskId()
        + " = "
        + launch.stageId()
        + "/"
        + launch.task()
        + "."
        + launch.attempt()
        + " ("
        + launch.locality()
        + ")";
  }
}
