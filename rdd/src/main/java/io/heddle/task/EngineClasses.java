package io.heddle.task;

/**
 * Which classes are the engine's own, by name. All others, {@code io.heddle.examples} among them,
 * are the user's or a third party's.
 */
public final class EngineClasses {
  private static final String ROOT = "io.heddle.";
  private static final String[] PACKAGES = {
    "am.",
    "client.",
    "columnar.",
    "conf.",
    "driver.",
    "error.",
    "executor.",
    "hdfs.",
    "monitoring.",
    "protocol.",
    "rdd.",
    "serde.",
    "shuffle.",
    "sql.",
    "task."
  };

  private EngineClasses() {}

  /**
   * Whether a class is the engine's.
   *
   * @param className binary name, with dots
   */
  public static boolean isEngine(String className) {
    if (!className.startsWith(ROOT)) {
      return false;
    }
    for (String name : PACKAGES) {
      if (className.startsWith(name, ROOT.length())) {
        return true;
      }
    }
    return false;
  }
}
