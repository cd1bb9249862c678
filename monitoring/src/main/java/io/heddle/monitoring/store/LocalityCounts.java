package io.heddle.monitoring.store;

/**
 * Task attempts by how near to their data they ran.
 *
 * @param any those that wanted to be near their data and were not
 * @param noPreference those that had no wish
 */
public record LocalityCounts(int process, int node, int rack, int any, int noPreference) {
  static LocalityCounts of(int[] byOrdinal) {
    return new LocalityCounts(
        byOrdinal[Locality.PROCESS_LOCAL.ordinal()],
        byOrdinal[Locality.NODE_LOCAL.ordinal()],
        byOrdinal[Locality.RACK_LOCAL.ordinal()],
        byOrdinal[Locality.ANY.ordinal()],
        byOrdinal[Locality.NO_PREFERENCE.ordinal()]);
  }
}
