/**
 * Cached partitions: in memory as objects, or on local disk as frames. {@link
 * io.heddle.executor.block.BlockStore} holds the blocks of an executor, {@link
 * io.heddle.executor.block.TaskBlockCache} is one task's way to them. Blocks are never sent to
 * other executors; who holds which block is told to the driver, which prefers that executor for its
 * tasks.
 */
package io.heddle.executor.block;
