package io.heddle.client.command;

import io.heddle.client.demo.Demo;
import io.heddle.client.terminal.Screen;
import io.heddle.conf.HeddleConf;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heddle demo}. */
@Command(
    name = "demo",
    description =
        "Starts HDFS and YARN on this machine, counts the words of a text with a real application,"
            + " and shows what happened.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      paramLabel = "FILE|DIR",
      description = "Count the words of these files; else of Heddle's own documentation.")
  private Path input;

  @Option(
      names = "--keep",
      description = "Leave the cluster up afterwards, and say how to use and stop it.")
  private boolean keep;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "2",
      description = "Nodes of the cluster, on two racks (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many words to print (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Also write all counts there, a line 'word<TAB>count' each.")
  private Path output;

  @Mixin private SettingOptions settings;

  @Override
  public Integer call() throws Exception {
    HeddleConf conf = settings.conf();
    return new Demo(Screen.ofProcess(), conf, nodes, top).run(input, output, keep);
  }
}
