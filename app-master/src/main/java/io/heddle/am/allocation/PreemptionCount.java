package io.heddle.am.allocation;

/** How many executors are to be given back when the ResourceManager leaves the choice to us. */
public final class PreemptionCount {
  private PreemptionCount() {}

  /**
   * As many as are named, unless fewer make up what is requested.
   *
   * @param named of our executors; the ResourceManager takes these unless others are given back
   * @param others containers named that are no executors: they are not ours to give
   * @param megabytes requested in all; 0 when nothing was said
   * @param cores requested in all
   * @param executorMegabytes of one executor
   * @param executorCores of one executor
   */
  public static int of(
      int named,
      int others,
      long megabytes,
      long cores,
      long executorMegabytes,
      int executorCores) {
    long requested =
        Math.max(
            (megabytes + executorMegabytes - 1) / executorMegabytes,
            (cores + executorCores - 1) / executorCores);
    if (named == 0) {
      return others > 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, requested);
    }
    return requested == 0 ? named : (int) Math.min(named, requested);
  }
}
