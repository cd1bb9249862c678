package io.heddle.client.command;

import io.heddle.client.chaos.Chaos;
import io.heddle.client.terminal.Screen;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heddle chaos}. */
@Command(
    name = "chaos",
    description =
        "Starts HDFS and YARN on this machine, runs jobs on them while their processes are killed,"
            + " stopped and cut off at random, and compares each result with the truth.",
    mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "3",
      description = "New jobs begin for so long (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Nodes of the cluster, on two racks (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of data and faults; a random one when not given.")
  private Long seed;

  @Mixin private SettingOptions settings;

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0)) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "--minutes is more than 0");
    }
    long chosen = seed == null ? new Random().nextInt(1_000_000) : seed;
    return new Chaos(Screen.ofProcess(), settings.conf(), nodes, chosen)
        .run(Duration.ofMillis((long) (minutes * 60_000)));
  }
}
