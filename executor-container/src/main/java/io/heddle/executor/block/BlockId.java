package io.heddle.executor.block;

/**
 * Names a cached partition; peers call it {@code rdd_<rdd>_<partition>}.
 *
 * @param partition index within the cached lineage node
 */
public record BlockId(int rddId, int partition) {
  private static final String PREFIX = "rdd_";

  /** How peers call it. */
  public String name() {
    return PREFIX + rddId + "_" + partition;
  }

  /** Reads a {@link #name()}; null for any other text. */
  public static BlockId parse(String name) {
    int second = name.lastIndexOf('_');
    if (!name.startsWith(PREFIX) || second < PREFIX.length()) {
      return null;
    }
    try {
      return new BlockId(
          Integer.parseInt(name.substring(PREFIX.length(), second)),
          Integer.parseInt(name.substring(second + 1)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "rdd " + rddId + " partition " + partition;
  }
}
