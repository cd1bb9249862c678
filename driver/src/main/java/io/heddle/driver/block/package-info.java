/** Where cached partitions are. Their bytes are the executors' business. */
package io.heddle.driver.block;
