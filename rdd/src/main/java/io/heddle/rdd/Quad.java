package io.heddle.rdd;

import java.io.Serializable;

/** Four values; any may be null. */
public record Quad<A, B, C, D>(A first, B second, C third, D fourth) implements Serializable {
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

  /** The fourth, under the name that programs moved from Spark use. */
  public D _4() {
    return fourth;
  }

  @Override
  public String toString() {
    return "(" + first + "," + second + "," + third + "," + fourth + ")";
  }
}
