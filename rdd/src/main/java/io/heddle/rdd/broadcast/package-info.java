/**
 * Broadcast variables: values that every task may read. Start at {@link
 * io.heddle.rdd.broadcast.Broadcast}; {@link io.heddle.rdd.broadcast.BroadcastChunks} is the form
 * in which the bytes travel. Who holds and fetches them is the driver's and the executors'
 * business, behind {@link io.heddle.rdd.broadcast.BroadcastHome}.
 */
package io.heddle.rdd.broadcast;
