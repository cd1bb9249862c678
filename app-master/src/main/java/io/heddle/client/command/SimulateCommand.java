package io.heddle.client.command;

import io.heddle.client.ExitStatus;
import io.heddle.driver.simulation.SimulationRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code heddle simulate}. */
@Command(
    name = "simulate",
    description =
        "Runs the scheduler against simulated clusters with faults, each made from a seed, and"
            + " checks what must hold.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many seeds to run (default: ${DEFAULT-VALUE}).")
  private long seeds;

  @Option(
      names = "--first",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "The first of them (default: ${DEFAULT-VALUE}).")
  private long first;

  @Option(names = "--seed", paramLabel = "SEED", description = "Run this one alone.")
  private Long seed;

  @Option(
      names = "--executors",
      paramLabel = "E",
      defaultValue = "0",
      description = "Executors of each cluster, up to 10000; else each seed chooses, up to 200.")
  private int executors;

  @Override
  public Integer call() {
    SimulationRun run = new SimulationRun(executors, System.out);
    boolean held = seed == null ? run.run(first, seeds) : run.run(seed, 1);
    return held ? ExitStatus.OK : ExitStatus.FAILED;
  }
}
