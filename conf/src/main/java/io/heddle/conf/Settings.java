package io.heddle.conf;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of all settings, gathered from the {@code …Settings} classes of this package. The
 * reference page, {@code heddle config} and the template in {@code conf/} are made from it.
 */
public final class Settings {
  private static final List<Class<?>> GROUPS =
      List.of(
          ApplicationSettings.class,
          ExecutorSettings.class,
          AllocationSettings.class,
          SchedulerSettings.class,
          ExclusionSettings.class,
          SpeculationSettings.class,
          ShuffleSettings.class,
          MemorySettings.class,
          SerializationSettings.class,
          BroadcastSettings.class,
          YarnSettings.class,
          RecoverySettings.class,
          IoSettings.class,
          MonitoringSettings.class);

  private static final Map<String, Setting<?>> BY_KEY = gather();

  private Settings() {}

  /** Every setting, by feature and then in the order of declaration. */
  public static List<Setting<?>> all() {
    return List.copyOf(BY_KEY.values());
  }

  /** The groups of settings as the reference page shows them: heading, settings in order. */
  public static Map<String, List<Setting<?>>> byGroup() {
    Map<String, List<Setting<?>>> groups = new LinkedHashMap<>();
    for (Class<?> group : GROUPS) {
      groups.put(group.getSimpleName().replace("Settings", ""), declaredIn(group));
    }
    return groups;
  }

  /** The setting with this key, or null. */
  public static Setting<?> byKey(String key) {
    return BY_KEY.get(key);
  }

  /** The setting that a key of Spark's stands for, or null. */
  public static Setting<?> bySparkKey(String sparkKey) {
    return all().stream().filter(s -> s.sparkKeys().contains(sparkKey)).findFirst().orElse(null);
  }

  /** The key with the least edit distance; an aid for typing errors. */
  public static String nearestKey(String key) {
    return Stream.concat(BY_KEY.keySet().stream(), Stream.of(HeddleConf.HADOOP_PREFIX))
        .min(Comparator.comparingInt(candidate -> EditDistance.between(key, candidate)))
        .orElseThrow();
  }

  private static Map<String, Setting<?>> gather() {
    Map<String, Setting<?>> found = new LinkedHashMap<>();
    for (Class<?> group : GROUPS) {
      for (Setting<?> setting : declaredIn(group)) {
        if (found.put(setting.key(), setting) != null) {
          throw new IllegalStateException("declared twice: " + setting.key());
        }
      }
    }
    return found;
  }

  private static List<Setting<?>> declaredIn(Class<?> group) {
    List<Setting<?>> settings = new ArrayList<>();
    for (var field : group.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class) {
        try {
          settings.add((Setting<?>) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("not readable: " + field, e);
        }
      }
    }
    return settings;
  }
}
