package io.heddle.shuffle.file;

/** Names the output of one attempt of one map task within an application. Immutable. */
public final class MapOutputId {
  private final int shuffleId;
  private final int mapId;
  private final int attempt;

  /**
   * @param shuffleId the shuffle, unique in the application, not negative
   * @param mapId the map partition, not negative
   * @param attempt the attempt that wrote the output, unique for the map partition over all stage
   *     attempts, not negative
   * @throws IllegalArgumentException when one of them is negative
   */
  public MapOutputId(int shuffleId, int mapId, int attempt) {
    if ((shuffleId | mapId | attempt) < 0) {
      throw new IllegalArgumentException(
          "negative part in map output id " + shuffleId + "/" + mapId + "-" + attempt);
    }
    this.shuffleId = shuffleId;
    this.mapId = mapId;
    this.attempt = attempt;
  }

  public int shuffleId() {
    return shuffleId;
  }

  public int mapId() {
    return mapId;
  }

  public int attempt() {
    return attempt;
  }

  String dataFileName() {
    return mapId + "-" + attempt + ".data";
  }

  String indexFileName() {
    return mapId + "-" + attempt + ".index";
  }

  /** A well mixed hash that is the same in every JVM; places the output among directories. */
  int placementHash() {
    int h = shuffleId * 0x9E3779B9 + mapId;
    h = h * 0x9E3779B9 + attempt;
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof MapOutputId)) {
      return false;
    }
    MapOutputId that = (MapOutputId) other;
    return shuffleId == that.shuffleId && mapId == that.mapId && attempt == that.attempt;
  }

  @Override
  public int hashCode() {
    return placementHash();
  }

  /** {@code shuffle/map-attempt}, as in the file's path. */
  @Override
  public String toString() {
    return shuffleId + "/" + mapId + "-" + attempt;
  }
}
