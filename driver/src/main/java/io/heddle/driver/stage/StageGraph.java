package io.heddle.driver.stage;

import io.heddle.driver.shuffle.MapOutputRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All stages known, linked by the shuffles between them. Map stages are shared between jobs, by
 * shuffle id, and stay until their shuffle is forgotten; result stages stay as long as their job.
 * Owned by the scheduler.
 */
public final class StageGraph {
  private final Map<Integer, StageState> mapStages = new HashMap<>();
  private final MapOutputRegistry outputs;

  public StageGraph(MapOutputRegistry outputs) {
    this.outputs = outputs;
  }

  /**
   * Makes a map stage known unless it is. Its parents must be known.
   *
   * @return whether it is new
   */
  public boolean addMapStage(StageSpec spec) {
    if (mapStages.containsKey(spec.shuffleId())) {
      return false;
    }
    outputs.register(spec.shuffleId(), spec.tasks(), spec.reducePartitions());
    mapStages.put(spec.shuffleId(), link(spec));
    return true;
  }

  /** A new result stage. Its parents must be known. */
  public StageState addResultStage(StageSpec spec) {
    return link(spec);
  }

  private StageState link(StageSpec spec) {
    List<StageState> parents = new ArrayList<>(spec.parents().size());
    for (int shuffleId : spec.parents()) {
      StageState parent = mapStages.get(shuffleId);
      if (parent == null) {
        throw new IllegalArgumentException(
            "stage " + spec.stageId() + " reads the unknown shuffle " + shuffleId);
      }
      parents.add(parent);
    }
    StageState stage = new StageState(spec, parents);
    parents.forEach(parent -> parent.children().add(stage));
    return stage;
  }

  /** Takes a stage out of its parents' books. */
  public void unlink(StageState stage) {
    stage.parents().forEach(parent -> parent.children().remove(stage));
  }

  /** Forgets a shuffle's stage; returns it, or null when it was not known. */
  public StageState forget(int shuffleId) {
    StageState stage = mapStages.remove(shuffleId);
    if (stage != null) {
      unlink(stage);
    }
    return stage;
  }

  /** How many map stages are known. */
  public int size() {
    return mapStages.size();
  }

  /** The stage that writes a shuffle, or null. */
  public StageState mapStage(int shuffleId) {
    return mapStages.get(shuffleId);
  }

  /** Whether all map outputs that the stage reads are there. */
  public boolean canRun(StageState stage) {
    for (StageState parent : stage.parents()) {
      if (!outputs.isComplete(parent.spec().shuffleId())) {
        return false;
      }
    }
    return true;
  }

  /** The parents of a stage whose outputs are not all there. */
  public List<StageState> missingParents(StageState stage) {
    List<StageState> missing = new ArrayList<>();
    for (StageState parent : stage.parents()) {
      if (!outputs.isComplete(parent.spec().shuffleId())) {
        missing.add(parent);
      }
    }
    return missing;
  }
}
