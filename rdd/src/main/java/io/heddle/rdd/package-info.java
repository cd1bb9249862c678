/**
 * The RDD API: {@code HeddleContext} makes {@code RDD}s and {@code PairRDD}s from files and
 * collections; transformations build lineage, actions run jobs. Start at {@code HeddleContext}.
 * Running anything is the driver's work, reached through {@link io.heddle.rdd.spi}.
 */
package io.heddle.rdd;
