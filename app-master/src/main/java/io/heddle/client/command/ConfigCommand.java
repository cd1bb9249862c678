package io.heddle.client.command;

import io.heddle.client.ExitStatus;
import io.heddle.client.terminal.Screen;
import io.heddle.conf.Setting;
import io.heddle.conf.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code heddle config}. */
@Command(
    name = "config",
    description = "Prints every setting with its type, its default and what it is for.",
    mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {
  private static final int INDENT = 4;

  @Parameters(
      arity = "0..1",
      paramLabel = "WORD",
      description = "Only settings with this in their key or description.")
  private String word = "";

  @Override
  public Integer call() {
    Screen screen = Screen.ofProcess();
    String text = render(word, screen);
    if (text.isEmpty()) {
      System.err.println("heddle: no setting has '" + word + "' in its key or description");
      return ExitStatus.FAILED;
    }
    screen.print(text);
    return ExitStatus.OK;
  }

  static String render(String word, Screen screen) {
    StringBuilder text = new StringBuilder();
    String wanted = word.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, List<Setting<?>>> group : Settings.byGroup().entrySet()) {
      List<Setting<?>> shown =
          group.getValue().stream()
              .filter(s -> (s.key() + s.doc()).toLowerCase(Locale.ROOT).contains(wanted))
              .toList();
      if (shown.isEmpty()) {
        continue;
      }
      text.append(screen.bold(group.getKey())).append('\n');
      shown.forEach(setting -> append(text, setting, screen));
      text.append('\n');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Setting<?> setting, Screen screen) {
    String value = setting.defaultText().isEmpty() ? "not set" : setting.defaultText();
    text.append("  ")
        .append(screen.cyan(setting.key()))
        .append("  ")
        .append(setting.type().name())
        .append(", default ")
        .append(value)
        .append('\n');
    for (String line : wrap(setting.doc(), Math.min(110, screen.columns()) - INDENT)) {
      text.append(" ".repeat(INDENT)).append(line).append('\n');
    }
    if (!setting.sparkKeys().isEmpty()) {
      text.append(" ".repeat(INDENT))
          .append(screen.faint("also " + String.join(", ", setting.sparkKeys())))
          .append('\n');
    }
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
