package io.heddle.rdd.function;

/** One value to any number of numbers. */
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends FlatMapFunction<T, Double> {}
