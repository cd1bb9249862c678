package io.heddle.shuffle.wire;

import io.heddle.shuffle.file.MapOutputId;

/** Some neighbouring partitions of one map output: what a request asks for. Immutable. */
public final class BlockRange {
  private final MapOutputId id;
  private final int start;
  private final int end;

  /**
   * @param start the first partition
   * @param end the partition after the last one
   * @throws IllegalArgumentException when the range is empty, negative, or wider than {@link
   *     Protocol#MAX_PARTITIONS_PER_BLOCK}
   */
  public BlockRange(MapOutputId id, int start, int end) {
    if (!valid(start, end)) {
      throw new IllegalArgumentException("partitions [" + start + ", " + end + ") of " + id);
    }
    this.id = id;
    this.start = start;
    this.end = end;
  }

  static boolean valid(int start, int end) {
    return start >= 0 && end > start && end - start <= Protocol.MAX_PARTITIONS_PER_BLOCK;
  }

  public MapOutputId id() {
    return id;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** Number of partitions, at least one. */
  public int partitions() {
    return end - start;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof BlockRange)) {
      return false;
    }
    BlockRange that = (BlockRange) other;
    return id.equals(that.id) && start == that.start && end == that.end;
  }

  @Override
  public int hashCode() {
    return (id.hashCode() * 31 + start) * 31 + end;
  }

  @Override
  public String toString() {
    return end == start + 1 ? id + "[" + start + "]" : id + "[" + start + ".." + end + ")";
  }
}
