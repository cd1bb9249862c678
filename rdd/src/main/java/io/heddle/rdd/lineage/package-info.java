/**
 * The graph behind the RDD API: immutable {@link io.heddle.rdd.lineage.Lineage} nodes joined by
 * {@link io.heddle.rdd.lineage.Dependency dependencies}. It lives in the driver only. The driver
 * cuts it into stages at shuffle dependencies; executors see evaluators, never lineage.
 */
package io.heddle.rdd.lineage;
