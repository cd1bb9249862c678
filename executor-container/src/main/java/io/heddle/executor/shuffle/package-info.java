/**
 * A task's side of the shuffle. {@link io.heddle.executor.shuffle.ShuffleWriter} turns a map task's
 * pairs into one map output file; {@link io.heddle.executor.shuffle.TaskShuffleReader} reads a
 * range of reduce partitions from all map outputs, by the {@link
 * io.heddle.executor.shuffle.MapOutputTable}s that the driver sends.
 *
 * <pre>
 *   pairs ─► combine table ─┐                                 ┌─► combine table ─┐
 *         └► row buffers ───┴► frames ─► file ═══► frames ─► batches ──────────────┴► sorter ─► pairs
 * </pre>
 *
 * <p>A partition's bytes in the file are frames of {@link io.heddle.executor.spill.FrameFormat}.
 * File format and network are in {@code io.heddle.shuffle}; which outputs exist is the driver's
 * knowledge.
 */
package io.heddle.executor.shuffle;
