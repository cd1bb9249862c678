/**
 * Numbers for monitoring systems: sets of gauges over a process ({@link
 * io.heddle.monitoring.metrics.ProcessMetrics}) and an application ({@link
 * io.heddle.monitoring.metrics.StoreMetrics}), and their way into JMX ({@link
 * io.heddle.monitoring.metrics.JmxMetrics}). {@link io.heddle.monitoring.metrics.ProcessStats} is
 * also what an executor's heartbeat says of its process.
 */
package io.heddle.monitoring.metrics;
