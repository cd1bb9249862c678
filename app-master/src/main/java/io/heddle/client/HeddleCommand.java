package io.heddle.client;

import io.heddle.client.command.ChaosCommand;
import io.heddle.client.command.ConfigCommand;
import io.heddle.client.command.DemoCommand;
import io.heddle.client.command.KillCommand;
import io.heddle.client.command.ListCommand;
import io.heddle.client.command.LogsCommand;
import io.heddle.client.command.SimulateCommand;
import io.heddle.client.command.StatusCommand;
import io.heddle.client.command.SubmitCommand;
import io.heddle.client.command.VersionCommand;
import io.heddle.conf.EngineVersion;
import io.heddle.error.HeddleException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The {@code heddle} command. Exit statuses: see {@link ExitStatus}. */
@Command(
    name = "heddle",
    description = "Submit applications to YARN, watch them, and end them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = HeddleCommand.Version.class,
    subcommands = {
      SubmitCommand.class,
      StatusCommand.class,
      ListCommand.class,
      KillCommand.class,
      LogsCommand.class,
      DemoCommand.class,
      ChaosCommand.class,
      ConfigCommand.class,
      SimulateCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class HeddleCommand implements Runnable {
  private static final String VERBOSE = "--verbose";

  @Option(
      names = {"-v", VERBOSE},
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show stack traces of errors, and what Hadoop's clients log.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Says which version this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"heddle " + EngineVersion.current()};
    }
  }

  public static void main(String[] args) {
    configureLogging(Arrays.asList(args).contains(VERBOSE) || Arrays.asList(args).contains("-v"));
    System.exit(execute(args));
  }

  /** Before the first logger is made. */
  private static void configureLogging(boolean verbose) {
    System.setProperty("log4j2.disableJmx", "true");
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "classpath:heddle-client-log4j2.properties");
      System.setProperty("heddle.log.level", verbose ? "info" : "off");
    }
  }

  /** Runs a command line and gives its exit status. */
  public static int execute(String... args) {
    HeddleCommand command = new HeddleCommand();
    CommandLine line = new CommandLine(command);
    line.getSubcommands().get("submit").setStopAtPositional(true);
    line.setParameterExceptionHandler(HeddleCommand::wrongUsage);
    line.setExecutionExceptionHandler((e, failed, parsed) -> command.failed(e, failed));
    line.setUsageHelpWidth(100);
    return line.execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (e.getCause() instanceof HeddleException known) {
      err.println(known.userMessage());
    } else {
      err.println("heddle: " + complaint(e));
      CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    }
    String name = command.getCommandName();
    err.println("Try 'heddle help" + (name.equals("heddle") ? "'" : " " + name + "'") + ".");
    err.flush();
    return ExitStatus.USAGE;
  }

  private static String complaint(CommandLine.ParameterException e) {
    boolean noCommand = e.getCommandLine().getParent() == null;
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      String argument = "'" + unmatched.getUnmatched().get(0) + "'";
      return noCommand ? "there is no command " + argument : argument + " is one argument too many";
    }
    return e.getMessage();
  }

  private int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    int status;
    if (e instanceof HeddleException known) {
      err.println(known.userMessage());
      status = ExitStatus.of(known);
    } else if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      err.println("heddle: interrupted");
      status = ExitStatus.FAILED;
    } else {
      err.println("heddle: unexpected: " + e);
      err.println("  This is a bug in Heddle; --verbose shows where.");
      status = ExitStatus.FAILED;
    }
    if (verbose) {
      e.printStackTrace(err);
    }
    err.flush();
    return status;
  }
}
