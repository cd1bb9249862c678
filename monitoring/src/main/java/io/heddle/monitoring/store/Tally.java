package io.heddle.monitoring.store;

/** Counts by the constants of an enum, without boxes. */
final class Tally<E extends Enum<E>> {
  private final int[] counts;

  Tally(Class<E> type) {
    counts = new int[type.getEnumConstants().length];
  }

  @SuppressWarnings("EnumOrdinal") // Lives and dies with this process.
  void add(E constant, int n) {
    counts[constant.ordinal()] += n;
  }

  @SuppressWarnings("EnumOrdinal")
  int of(E constant) {
    return counts[constant.ordinal()];
  }

  void addAll(Tally<E> other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }
}
