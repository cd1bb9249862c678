/**
 * HDFS and YARN with several nodes on several racks inside one JVM, close enough to the real thing
 * that locality, container launch, auxiliary services, log aggregation and failures can be seen and
 * tested.
 *
 * <p>Start with {@link io.heddle.embedded.EmbeddedCluster}: the in-process cluster with its fault
 * controls. {@link io.heddle.embedded.EmbeddedClusterMain} is the same as a process of its own, and
 * {@link io.heddle.embedded.EmbeddedClusterProcess} starts and ends such a process from another
 * JVM.
 *
 * <p>Not here: anything of the engine. A client of the cluster knows it only by its Hadoop
 * configuration files, as it would know any other cluster.
 */
package io.heddle.embedded;
