package io.heddle.conf;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The settings of one application: what was set, as text, checked when it was set. Immutable and
 * safe for all threads. Hadoop's own keys ride along under {@code heddle.hadoop.*}; they are passed
 * on unchecked.
 */
public final class HeddleConf {
  /** What follows this prefix is put into the Hadoop configuration as it is. */
  public static final String HADOOP_PREFIX = "heddle.hadoop.";

  /** What follows this prefix becomes an environment variable of the executors. */
  public static final String EXECUTOR_ENV_PREFIX = "heddle.executorEnv.";

  /** What follows this prefix becomes an environment variable of the ApplicationMaster. */
  public static final String MASTER_ENV_PREFIX = "heddle.yarn.appMasterEnv.";

  private static final HeddleConf EMPTY = new HeddleConf(Map.of());

  private final Map<String, String> values;

  private HeddleConf(Map<String, String> values) {
    this.values = values;
  }

  public static HeddleConf empty() {
    return EMPTY;
  }

  /**
   * @throws HeddleException BAD_SETTING or UNKNOWN_SETTING as {@link #with(String, String)}
   */
  public static HeddleConf of(Map<String, String> values) {
    HeddleConf conf = EMPTY;
    Map<String, String> checked = new TreeMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      check(entry.getKey(), entry.getValue());
      checked.put(entry.getKey(), entry.getValue());
    }
    return checked.isEmpty() ? conf : new HeddleConf(Collections.unmodifiableMap(checked));
  }

  /**
   * A copy with one more value.
   *
   * @throws HeddleException UNKNOWN_SETTING, naming the nearest key, or BAD_SETTING, naming what
   *     the type expects
   */
  public HeddleConf with(String key, String value) {
    check(key, value);
    Map<String, String> copy = new TreeMap<>(values);
    copy.put(key, value);
    return new HeddleConf(Collections.unmodifiableMap(copy));
  }

  public <T> HeddleConf with(Setting<T> setting, T value) {
    return with(setting.key(), setting.type().format().apply(value));
  }

  /** All of this and all of {@code other}, which wins where both have a key. */
  public HeddleConf withAll(HeddleConf other) {
    Map<String, String> copy = new TreeMap<>(values);
    copy.putAll(other.values);
    return new HeddleConf(Collections.unmodifiableMap(copy));
  }

  /** The value set, or the setting's default. */
  public <T> T get(Setting<T> setting) {
    String text = values.get(setting.key());
    return text == null ? setting.defaultValue() : setting.parse(text);
  }

  public boolean isSet(Setting<?> setting) {
    return values.containsKey(setting.key());
  }

  /** What was set, by key in order; defaults are not in it. */
  public Map<String, String> asMap() {
    return values;
  }

  /** What was set under a prefix, the prefix taken off. */
  public Map<String, String> under(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  private static void check(String key, String value) {
    if (key.startsWith(HADOOP_PREFIX)
        || key.startsWith(EXECUTOR_ENV_PREFIX)
        || key.startsWith(MASTER_ENV_PREFIX)) {
      return;
    }
    Setting<?> setting = Settings.byKey(key);
    if (setting == null) {
      throw new HeddleException(
          ErrorCode.UNKNOWN_SETTING,
          key.startsWith("heddle.")
              ? "no setting is called '"
                  + key
                  + "'; did you mean '"
                  + Settings.nearestKey(key)
                  + "'?"
              : "no setting is called '" + key + "': all begin with 'heddle.'");
    }
    try {
      Objects.requireNonNull(setting.parse(value));
    } catch (IllegalArgumentException e) {
      throw new HeddleException(ErrorCode.BAD_SETTING, key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeddleConf conf && conf.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
