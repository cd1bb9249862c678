package io.heddle.rdd;

import java.io.Serializable;

/** Three values; any may be null. */
public record Triple<A, B, C>(A first, B second, C third) implements Serializable {
  /** The first, under the name that programs moved from Spark use. */
  public A _1() {
    return first;
  }

  /** The second, under the name that programs moved from Spark use. */
  public B _2() {
    return second;
  }

  /** The third, under the name that programs moved from Spark use. */
  public C _3() {
    return third;
  }

  @Override
  public String toString() {
    return "(" + first + "," + second + "," + third + ")";
  }
}
