package io.heddle.monitoring.store;

/**
 * Task attempts by how near to their data they ran.
 *
 * @param any those that wanted to be near their data and were not
 * @param noPreference those that had no wish
 */
public record LocalityCounts(int process, int node, int rack, int any, int noPreference) {
  static LocalityCounts of(Tally<Locality> tally) {
    return new LocalityCounts(
        tally.of(Locality.PROCESS_LOCAL),
        tally.of(Locality.NODE_LOCAL),
        tally.of(Locality.RACK_LOCAL),
        tally.of(Locality.ANY),
        tally.of(Locality.NO_PREFERENCE));
  }
}
