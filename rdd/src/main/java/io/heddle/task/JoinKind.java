package io.heddle.task;

/** Which pairs a join of a left and a right input gives. */
public enum JoinKind {
  /** Those of keys that both have. */
  INNER,
  /** All of the left, and null for a right one that is missing. */
  LEFT,
  /** All of the right, and null for a left one that is missing. */
  RIGHT,
  /** All of both. */
  FULL,
  /** Those of the left whose key the right has not. */
  LEFT_ANTI
}
