/**
 * Executors wanted and had: the port through which the driver asks for them ({@link
 * io.heddle.driver.allocation.ExecutorProvider}), implemented on YARN by the ApplicationMaster and
 * in this module for local runs.
 */
package io.heddle.driver.allocation;
