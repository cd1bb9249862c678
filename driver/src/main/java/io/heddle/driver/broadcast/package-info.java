/**
 * The driver's part in broadcasts: it makes them, serves their chunks to the first executors that
 * ask, and tells the others who has them. Start at {@link io.heddle.driver.broadcast.BroadcastHub}.
 */
package io.heddle.driver.broadcast;
