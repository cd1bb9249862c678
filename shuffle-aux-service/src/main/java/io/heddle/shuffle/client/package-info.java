/**
 * Fetches map outputs for executors.
 *
 * <p>Start with {@link io.heddle.shuffle.client.ShuffleClient}, one per executor, and {@link
 * io.heddle.shuffle.client.BlockFetcher}, one per reduce task. {@link
 * io.heddle.shuffle.client.LocalBlockReader} reads what is on this host. Not here: knowing where
 * map outputs are (the driver's registry), decompression, and running map tasks again.
 */
package io.heddle.shuffle.client;
