/**
 * Functions that programs pass to the RDD API. All are serialisable and may throw any exception,
 * which fails the task attempt. The names are those that Spark's Java users know.
 */
package io.heddle.rdd.function;
