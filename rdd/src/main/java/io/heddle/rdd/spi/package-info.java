/**
 * Ports of the RDD API to the outside: who runs jobs ({@link io.heddle.rdd.spi.JobRunner}), who
 * knows files ({@link io.heddle.rdd.spi.FileStore}). Found with {@link java.util.ServiceLoader}
 * through the engine's class loader. User programs have no need of it.
 */
package io.heddle.rdd.spi;
