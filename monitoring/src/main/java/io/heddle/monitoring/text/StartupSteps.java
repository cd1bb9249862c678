package io.heddle.monitoring.text;

import io.heddle.monitoring.store.MilestonePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the time between submission and the first task went: for each kind of milestone the moment
 * when it was first reached, in order of time.
 *
 * @param steps the first one is at 0
 */
public record StartupSteps(List<Step> steps) {
  /**
   * One step.
   *
   * @param name of the milestone
   * @param subject of the one that came first, such as a container; may be empty
   * @param atMillis since the first step
   * @param tookMillis since the step before
   */
  public record Step(String name, String subject, long atMillis, long tookMillis) {
    /** The name in words. */
    public String label() {
      String words = name.replace('-', ' ').replaceFirst("^am ", "ApplicationMaster ");
      return subject.isEmpty() ? words : words + " (first: " + subject + ")";
    }
  }

  public StartupSteps {
    steps = List.copyOf(steps);
  }

  public static StartupSteps of(List<MilestonePoint> milestones) {
    List<MilestonePoint> inTime = new ArrayList<>(milestones);
    // Stable: milestones of the same millisecond stay in the order in which they were told.
    inTime.sort(Comparator.comparingLong(MilestonePoint::atMillis));
    List<Step> steps = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long first = inTime.isEmpty() ? 0 : inTime.get(0).atMillis();
    long before = first;
    for (MilestonePoint point : inTime) {
      if (seen.add(point.name())) {
        steps.add(
            new Step(
                point.name(),
                point.subject(),
                point.atMillis() - first,
                point.atMillis() - before));
        before = point.atMillis();
      }
    }
    return new StartupSteps(steps);
  }
}
