/**
 * Broadcast values on an executor: one copy for all its tasks, in storage memory. Start at {@link
 * io.heddle.executor.broadcast.BroadcastStore}; {@code BroadcastFetch} gets the chunks from peers
 * and the driver.
 */
package io.heddle.executor.broadcast;
