package io.heddle.driver.simulation;

import io.heddle.driver.schedule.SchedulerAction.Launch;
import io.heddle.protocol.executor.MapOutputs;

/** What must hold of every launch, by what the scheduler was told. */
final class LaunchChecks {
  private final World world;

  LaunchChecks(World world) {
    this.world = world;
  }

  void programSent(String executorId, int stageId) {
    Ledger.Known executor = world.ledger.executor(executorId);
    if (executor != null) {
      executor.programs.add(stageId);
    }
  }

  void programForgotten(String executorId, int stageId) {
    Ledger.Known executor = world.ledger.executor(executorId);
    if (executor != null) {
      executor.programs.remove(stageId);
    }
  }

  void tableSent(String executorId, MapOutputs table) {
    Ledger.Known executor = world.ledger.executor(executorId);
    if (executor != null) {
      StageBook writer = world.ledger.mapStage(table.getShuffleId());
      executor.tables.put(table.getShuffleId(), new Ledger.Sent(table, writer.losses));
    }
  }

  void check(String executorId, Launch launch) {
    Ledger.Known executor = world.ledger.executor(executorId);
    liveExecutor(executor, executorId, launch);
    slots(executor, launch);
    sentFirst(executor, launch);
    nothingTwice(launch);
  }

  private static void liveExecutor(Ledger.Known executor, String id, Launch launch) {
    if (executor == null || executor.draining || executor.released) {
      String how = executor == null ? "gone" : executor.draining ? "draining" : "released";
      Invariant.LIVE_EXECUTOR.violated(Describe.launch(launch) + " on " + id + ", which is " + how);
    }
  }

  private static void slots(Ledger.Known executor, Launch launch) {
    if (executor.live.size() >= executor.slots) {
      Invariant.SLOTS.violated(
          Describe.launch(launch) + " on " + executor.id + ", whose slots are all taken");
    }
  }

  private void sentFirst(Ledger.Known executor, Launch launch) {
    if (!executor.programs.contains(launch.stageId())) {
      Invariant.SENT_FIRST.violated(
          Describe.launch(launch) + " on " + executor.id + " without its program");
    }
    for (int shuffle : world.workload.stage(launch.stageId()).spec().parents()) {
      Ledger.Sent sent = executor.tables.get(shuffle);
      StageBook writer = world.ledger.mapStage(shuffle);
      if (sent == null) {
        Invariant.SENT_FIRST.violated(
            Describe.launch(launch) + " on " + executor.id + " without the table of " + shuffle);
      } else if (sent.losses() != writer.losses) {
        Invariant.SENT_FIRST.violated(
            Describe.launch(launch)
                + " on "
                + executor.id
                + " goes by a table of shuffle "
                + shuffle
                + " that names lost outputs");
      } else if (sent.table().getOutputsCount() != writer.spec.tasks()) {
        Invariant.SENT_FIRST.violated("the table of shuffle " + shuffle + " is not whole");
      }
    }
  }

  private void nothingTwice(Launch launch) {
    StageBook stage = world.ledger.stage(launch.stageId());
    int task = launch.task();
    if (stage.has(task) && !stage.doubtful.get(task)) {
      Invariant.NOTHING_TWICE.violated(
          Describe.launch(launch) + ", whose output is there: attempt " + stage.outputs[task]);
    }
    if (stage.live[task] > (world.profile.speculation() ? 1 : 0)) {
      Invariant.NOTHING_TWICE.violated(
          Describe.launch(launch) + " while enough attempts are under way");
    }
  }
}
