package io.heddle.executor.join;

import io.heddle.task.JoinKind;

/**
 * What a join does with its two sides: a table is built from one, and the other is looked up in it.
 *
 * @param buildLeft whether the table is of the left side
 * @param keepProbe whether pairs looked up in vain are given, with null
 * @param keepBuild whether rows of the table that nobody looked up are given at the end, with null
 * @param anti whether those looked up in vain are all that is given, by themselves
 */
record JoinShape(boolean buildLeft, boolean keepProbe, boolean keepBuild, boolean anti) {
  /**
   * @param leftIsSmaller chooses the side of the table where both would do
   */
  static JoinShape of(JoinKind kind, boolean leftIsSmaller) {
    return switch (kind) {
      case INNER -> new JoinShape(leftIsSmaller, false, false, false);
      case LEFT -> new JoinShape(leftIsSmaller, !leftIsSmaller, leftIsSmaller, false);
      case RIGHT -> new JoinShape(leftIsSmaller, leftIsSmaller, !leftIsSmaller, false);
      case FULL -> new JoinShape(leftIsSmaller, true, true, false);
      case LEFT_ANTI -> new JoinShape(false, true, false, true);
    };
  }
}
