package io.heddle.rdd.function;

import java.io.Serializable;
import java.util.Comparator;

/** A comparator that can be sent to executors; a lambda in its place is serialisable. */
@FunctionalInterface
public interface SerializableComparator<T> extends Comparator<T>, Serializable {}
