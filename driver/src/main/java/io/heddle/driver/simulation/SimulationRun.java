package io.heddle.driver.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs many seeds, and says what came of it. */
public final class SimulationRun {
  private final PrintStream out;
  private final int executors;
  private final Tally tally = new Tally();
  private final List<Long> failed = new ArrayList<>();
  private final Map<Invariant, Integer> broken = new EnumMap<>(Invariant.class);

  /**
   * @param executors of each cluster; 0 lets the seed choose, from 3 to 200
   * @param out gets the report, and each failure as it comes
   */
  public SimulationRun(int executors, PrintStream out) {
    this.executors = executors;
    this.out = out;
  }

  /**
   * Runs seeds one after the other, all of them even when some fail.
   *
   * @return whether all invariants held in all of them
   */
  public boolean run(long first, long count) {
    long started = System.nanoTime();
    for (long seed = first; seed < first + count; seed++) {
      Simulation simulation = new Simulation(seed, executors);
      Invariant.Violation violation = simulation.run();
      tally.add(simulation.tally());
      if (violation != null) {
        failed.add(seed);
        broken.merge(violation.invariant(), 1, Integer::sum);
        if (failed.size() <= 3) {
          explain(simulation, violation);
        }
      }
    }
    report(count, (System.nanoTime() - started) / 1e9);
    return failed.isEmpty();
  }

  /** The seeds that failed. */
  public List<Long> failed() {
    return List.copyOf(failed);
  }

  private void explain(Simulation simulation, Invariant.Violation violation) {
    out.println("FAILED seed " + simulation.seed() + ": " + violation.getMessage());
    if (violation.getCause() != null) {
      violation.getCause().printStackTrace(out);
    }
    out.println("  " + simulation.describe());
    simulation.trace().forEach(line -> out.println("  " + line));
    out.println("  replay: " + command(simulation.seed()));
  }

  private String command(long seed) {
    return "./scripts/heddle simulate --seed "
        + seed
        + (executors > 0 ? " --executors " + executors : "");
  }

  private void report(long count, double seconds) {
    out.printf(
        "%d seeds in %.1f s (%.1f seeds/s): %d executors, %d jobs, of which %d failed %s,"
            + " %d events, %d hours of virtual time%n",
        count,
        seconds,
        count / seconds,
        tally.executors,
        tally.jobs,
        tally.jobsFailed,
        tally.failures,
        tally.events,
        tally.virtualMillis / 3_600_000);
    out.println("faults injected:");
    tally.faults.forEach((kind, n) -> out.printf("  %-20s %9d%n", kind.text(), n));
    out.println("invariants:");
    for (Invariant invariant : Invariant.values()) {
      int times = broken.getOrDefault(invariant, 0);
      out.printf(
          "  %-14s %s: %s%n",
          invariant, times == 0 ? "held" : "BROKEN by " + times + " seeds", invariant.text());
    }
    out.printf(
        "tasks: %d, launched %d times; run again %d times, of which %d could not be spared%n",
        tally.tasks, tally.launches, tally.allReruns(), tally.leastReruns());
    tally.reruns.forEach(
        (why, n) ->
            out.printf(
                "  %9d %s %s%n", n, why.avoidable() ? "to spare:  " : "necessary: ", why.text()));
    if (!failed.isEmpty()) {
      out.println(failed.size() + " seeds failed: " + failed);
      failed.stream().limit(10).forEach(seed -> out.println("  replay: " + command(seed)));
    }
  }
}
