package io.heddle.client.command;

import io.heddle.conf.EngineVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code heddle version}. */
@Command(name = "version", description = "Prints the version.", mixinStandardHelpOptions = true)
public final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println("heddle " + EngineVersion.current());
    System.out.println(
        "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    return 0;
  }
}
