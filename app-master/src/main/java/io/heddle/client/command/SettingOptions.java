package io.heddle.client.command;

import io.heddle.client.settings.SettingSources;
import io.heddle.client.staging.Installation;
import io.heddle.conf.HeddleConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options by which every command that speaks to a cluster gets its settings. */
final class SettingOptions {
  @Option(
      names = {"-c", "--conf"},
      paramLabel = "KEY=VALUE",
      description = "A setting; may be given several times. 'heddle config' lists all.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description = "Settings, a line each; they win over conf/heddle-defaults.conf.")
  private Path propertiesFile;

  /** The sources up to {@code --conf}. */
  SettingSources sources() {
    SettingSources sources = new SettingSources();
    String home = System.getProperty(Installation.HOME_PROPERTY, "");
    if (!home.isEmpty()) {
      sources.defaults(Path.of(home, "conf", "heddle-defaults.conf"));
    }
    if (propertiesFile != null) {
      sources.file(propertiesFile);
    }
    return sources.assignments(assignments);
  }

  HeddleConf conf() {
    return sources().conf();
  }
}
