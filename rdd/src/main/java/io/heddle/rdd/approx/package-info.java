/**
 * The mathematics of approximate actions: bounds from a part of the data ({@link
 * io.heddle.rdd.approx.Estimates}) and the number of different values from a sketch ({@link
 * io.heddle.rdd.approx.HyperLogLog}). No RDDs in here.
 */
package io.heddle.rdd.approx;
