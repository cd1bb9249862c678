/**
 * Map output files: how the bytes of a shuffle lie on a node's local disks.
 *
 * <p>Start with {@link io.heddle.shuffle.file.MapOutputIndex} for the format, {@link
 * io.heddle.shuffle.file.ShuffleDirectories} for where files live, {@link
 * io.heddle.shuffle.file.MapOutputWriter} and {@link io.heddle.shuffle.file.MapOutputFile} for
 * writing and reading. Not here: what the bytes mean (serialisation and compression are the
 * executor's), sorting and spilling, and anything about the network.
 */
package io.heddle.shuffle.file;
