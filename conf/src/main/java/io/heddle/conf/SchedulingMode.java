package io.heddle.conf;

/** In which order those that want slots get them. */
public enum SchedulingMode {
  /** Jobs submitted first are given all they can use first. */
  FIFO,
  /** All get slots, by weight. */
  FAIR
}
