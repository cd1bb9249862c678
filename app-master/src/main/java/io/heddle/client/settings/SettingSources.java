package io.heddle.client.settings;

import io.heddle.am.launch.SettingsFile;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings from several sources, later ones winning over earlier ones: the installation's {@code
 * conf/heddle-defaults.conf}, {@code --properties-file}, {@code --conf}, options of their own such
 * as {@code --queue}. One thread.
 */
public final class SettingSources {
  private HeddleConf conf = HeddleConf.empty();
  private final List<String> notices = new ArrayList<>();

  /**
   * The file of defaults, which need not exist.
   *
   * @throws HeddleException as {@link #file}
   */
  public SettingSources defaults(Path file) {
    return Files.isRegularFile(file) ? file(file) : this;
  }

  /**
   * A file in the format of {@link SettingsFile}.
   *
   * @throws HeddleException BAD_ARGUMENT when it cannot be read; else as {@link #values}
   */
  public SettingSources file(Path file) {
    return values(SettingsFile.read(file), " (in " + file + ")");
  }

  /**
   * Items of {@code --conf}.
   *
   * @throws HeddleException BAD_ARGUMENT for an item without {@code =}; else as {@link #values}
   */
  public SettingSources assignments(List<String> items) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String item : items) {
      int equals = item.indexOf('=');
      if (equals < 1) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT, "--conf wants KEY=VALUE, got '" + item + "'");
      }
      values.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
    }
    return values(values, "");
  }

  /**
   * Values by key, of Heddle's or of Spark's. A key of Spark's gives way to its counterpart when
   * the source has both.
   *
   * @param origin added to messages; empty when it goes without saying
   * @throws HeddleException BAD_SETTING or UNKNOWN_SETTING
   */
  public SettingSources values(Map<String, String> values, String origin) {
    Map<String, String> own = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(SparkKeys.PREFIX)) {
            SparkKeys.counterpart(key)
                .ifPresentOrElse(
                    heddle -> {
                      notices.add(key + " is taken as " + heddle + origin);
                      own.put(heddle, value);
                    },
                    () -> notices.add(key + " means nothing to Heddle and is ignored" + origin));
          }
        });
    values.forEach(
        (key, value) -> {
          if (!key.startsWith(SparkKeys.PREFIX)) {
            own.put(key, value);
          }
        });
    try {
      conf = conf.withAll(HeddleConf.of(own));
    } catch (HeddleException e) {
      throw origin.isEmpty() ? e : new HeddleException(e.code(), e.detail() + origin, e);
    }
    return this;
  }

  /** What all sources add up to. */
  public HeddleConf conf() {
    return conf;
  }

  /** What the user should be told about keys of Spark's. */
  public List<String> notices() {
    return List.copyOf(notices);
  }
}
