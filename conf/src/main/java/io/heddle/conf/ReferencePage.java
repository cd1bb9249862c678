package io.heddle.conf;

import java.util.List;

/**
 * Renders the table of settings: the reference page {@code docs/configuration.md} and the template
 * {@code conf/templates/heddle-defaults.conf}. Both are checked against this by a test.
 */
public final class ReferencePage {
  private ReferencePage() {}

  /** The reference page in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(8192);
    page.append("# Configuration\n\n")
        .append("Made from the settings' declarations; do not edit by hand.\n\n")
        .append("Values are looked for in this order: options of the command line, `--conf")
        .append(" key=value`, `--properties-file`, `conf/heddle-defaults.conf`, the default.")
        .append(" Sizes are written `512m`, `1g`; durations `100ms`, `3s`, `5min`. A key of")
        .append(" Spark's in the last column is accepted in place of Heddle's, with a notice.\n");
    Settings.byGroup()
        .forEach(
            (group, settings) -> {
              page.append("\n## ").append(group).append("\n\n");
              page.append("| key | type | default | what it does | since | Spark's key |\n");
              page.append("|---|---|---|---|---|---|\n");
              settings.forEach(setting -> row(page, setting));
            });
    page.append("\n## Prefixes\n\n| prefix | what it does |\n|---|---|\n");
    page.append("| `").append(HeddleConf.HADOOP_PREFIX);
    page.append("*` | What follows is put into the Hadoop configuration as it is. |\n");
    page.append("| `").append(HeddleConf.EXECUTOR_ENV_PREFIX);
    page.append("*` | An environment variable of the executors. |\n");
    page.append("| `").append(HeddleConf.MASTER_ENV_PREFIX);
    page.append("*` | An environment variable of the ApplicationMaster. |\n");
    return page.toString();
  }

  /** The template of {@code heddle-defaults.conf}: every setting, commented out, at its default. */
  public static String template() {
    StringBuilder page = new StringBuilder(8192);
    page.append("# Defaults for every application submitted from this installation.\n");
    page.append("# Copy to heddle-defaults.conf and take the '#' off what you change.\n");
    Settings.byGroup()
        .forEach(
            (group, settings) -> {
              page.append("\n# ---- ").append(group).append(" ----\n");
              for (Setting<?> setting : settings) {
                page.append("\n# ").append(setting.doc()).append('\n');
                page.append("# ").append(setting.key()).append(' ');
                page.append(setting.defaultText()).append('\n');
              }
            });
    return page.toString().replace(" \n", "\n");
  }

  private static void row(StringBuilder page, Setting<?> setting) {
    String shown = setting.defaultText();
    page.append("| `").append(setting.key()).append("` | ");
    page.append(setting.type().name().replace("|", "\\|")).append(" | ");
    page.append(shown.isEmpty() ? "" : "`" + shown + "`").append(" | ");
    page.append(setting.doc()).append(" | ").append(setting.since()).append(" | ");
    page.append(quoted(setting.sparkKeys())).append(" |\n");
  }

  private static String quoted(List<String> keys) {
    return keys.isEmpty() ? "" : "`" + String.join("`, `", keys) + "`";
  }
}
