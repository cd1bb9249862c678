package io.heddle.client.terminal;

/** A bar of characters: done, running, and still to do. Stateless. */
final class ProgressBar {
  private static final String DONE = "━";
  private static final String RUNNING = "╸";
  private static final String LEFT = "─";

  private ProgressBar() {}

  /**
   * The three parts of a bar.
   *
   * @param width in characters; the parts together have exactly it
   */
  record Parts(String done, String running, String left) {}

  /** Anything done, and anything left, shows as at least one character where there is room. */
  static Parts of(int done, int running, int total, int width) {
    if (total <= 0) {
      return new Parts("", "", LEFT.repeat(width));
    }
    int doneCells = cells(done, total, width);
    int startedCells = cells(Math.min(total, done + running), total, width);
    if (running > 0 && startedCells == doneCells) {
      if (startedCells < width) {
        startedCells++;
      } else {
        doneCells--;
      }
    }
    return new Parts(
        DONE.repeat(doneCells),
        RUNNING.repeat(startedCells - doneCells),
        LEFT.repeat(width - startedCells));
  }

  private static int cells(int part, int total, int width) {
    int cells = (int) ((long) part * width / total);
    return part > 0 && cells == 0 ? 1 : cells;
  }
}
