package io.heddle.driver.task;

import java.util.Arrays;

/** A stack of ints. */
final class IntStack {
  private int[] values = new int[4];
  private int size;

  void push(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int top() {
    return values[size - 1];
  }

  int pop() {
    return values[--size];
  }
}
