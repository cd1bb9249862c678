/**
 * Cached partitions: in memory as objects or frames, on local disk as frames. {@link
 * io.heddle.executor.block.BlockStore} holds the blocks of an executor, {@link
 * io.heddle.executor.block.TaskBlockCache} is one task's way to them and to those of peers, {@link
 * io.heddle.executor.block.CopyTaker} takes copies of peers' blocks. Who holds which block is told
 * to the driver, which prefers that executor for its tasks and tells others of it.
 */
package io.heddle.executor.block;
