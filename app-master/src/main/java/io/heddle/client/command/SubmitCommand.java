package io.heddle.client.command;

import io.heddle.client.settings.Master;
import io.heddle.client.settings.SettingSources;
import io.heddle.client.submit.ClusterRun;
import io.heddle.client.submit.EmbeddedRun;
import io.heddle.client.submit.LocalRun;
import io.heddle.client.submit.SubmitRequest;
import io.heddle.client.terminal.Screen;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.Setting;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code heddle submit}. */
@Command(
    name = "submit",
    description = "Runs a program on YARN, on an embedded cluster, or in this JVM.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the application succeeded",
      "1:it failed, or could not be started; with --master local, what it gave to System.exit",
      "2:the command line or a setting is wrong, and nothing was started",
      "3:the application was killed",
      "130:interrupted (Ctrl-C); the application was killed, unless --detach"
    })
public final class SubmitCommand implements Callable<Integer> {
  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "yarn (default), embedded[NODES], local[THREADS] or local[*].")
  private String master;

  @Option(names = "--name", paramLabel = "NAME", description = "The application's name.")
  private String name;

  @Option(names = "--queue", paramLabel = "QUEUE", description = "YARN's queue.")
  private String queue;

  @Option(
      names = "--num-executors",
      paramLabel = "N",
      description =
          "Executors asked for (heddle.executor.instances); with dynamic allocation, at the start.")
  private String executors;

  @Option(
      names = "--executor-memory",
      paramLabel = "SIZE",
      description = "Heap of an executor, such as 2g.")
  private String executorMemory;

  @Option(
      names = "--executor-cores",
      paramLabel = "N",
      description = "Task slots and vcores of an executor.")
  private String executorCores;

  @Option(
      names = "--driver-memory",
      paramLabel = "SIZE",
      description = "Heap of the ApplicationMaster, which hosts the driver.")
  private String driverMemory;

  @Option(
      names = "--jars",
      paramLabel = "JAR,...",
      description = "Further jars for the program's class path.")
  private String jars;

  @Option(
      names = "--files",
      paramLabel = "FILE,...",
      description = "Files for the working directories; FILE#NAME gives another name.")
  private String files;

  @Option(
      names = "--archives",
      paramLabel = "ARCHIVE,...",
      description = "Archives that are unpacked there; ARCHIVE#NAME names the directory.")
  private String archives;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "The program's class; may be left out when the jar's manifest names it.")
  private String mainClass = "";

  @Option(
      names = "--detach",
      description = "Return when the application is accepted; it goes on by itself.")
  private boolean detach;

  @Mixin private SettingOptions settings;

  @Parameters(index = "0", paramLabel = "JAR", description = "The program's jar, local or in HDFS.")
  private String jar;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "Passed to the program's main.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    long beganMillis = startOfProcess();
    HeddleConf conf = conf();
    Master where = Master.parse(conf.get(ApplicationSettings.MASTER));
    SubmitRequest request = new SubmitRequest(jar, mainClass, arguments, conf, beganMillis);
    Screen screen = Screen.ofProcess();
    if (where instanceof Master.Local) {
      refuseDetach("--master local");
      return LocalRun.run(request, screen);
    }
    if (where instanceof Master.Embedded embedded) {
      refuseDetach("--master embedded");
      return EmbeddedRun.run(embedded.nodes(), request, screen);
    }
    return ClusterRun.run(request, detach, screen);
  }

  private void refuseDetach(String what) {
    if (detach) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "--detach makes no sense with " + what + ", which ends with it");
    }
  }

  private HeddleConf conf() {
    SettingSources sources = settings.sources();
    Map<String, String> options = new LinkedHashMap<>();
    put(options, ApplicationSettings.MASTER, master);
    put(options, ApplicationSettings.NAME, name);
    put(options, ApplicationSettings.QUEUE, queue);
    put(options, ExecutorSettings.INSTANCES, executors);
    put(options, ExecutorSettings.MEMORY, executorMemory);
    put(options, ExecutorSettings.CORES, executorCores);
    put(options, ExecutorSettings.DRIVER_MEMORY, driverMemory);
    put(options, ApplicationSettings.JARS, jars);
    put(options, ApplicationSettings.FILES, files);
    put(options, ApplicationSettings.ARCHIVES, archives);
    sources.values(options, "");
    sources.notices().forEach(notice -> System.err.println("heddle: " + notice));
    HeddleConf conf = sources.conf();
    if (conf.get(ApplicationSettings.NAME).isEmpty()) {
      return conf.with(ApplicationSettings.NAME, defaultName());
    }
    return conf;
  }

  private static void put(Map<String, String> options, Setting<?> setting, String value) {
    if (value != null) {
      options.put(setting.key(), value);
    }
  }

  private String defaultName() {
    String base = mainClass.isEmpty() ? jar.substring(jar.lastIndexOf('/') + 1) : mainClass;
    return base.substring(mainClass.isEmpty() ? 0 : base.lastIndexOf('.') + 1);
  }

  /**
   * When this process began, so that its own start counts too. The process table would tell it from
   * the time of the machine's boot, which it knows to the second only.
   */
  private static long startOfProcess() {
    return ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
