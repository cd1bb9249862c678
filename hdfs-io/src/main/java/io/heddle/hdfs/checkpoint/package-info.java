/**
 * Checkpoints in files: {@link io.heddle.hdfs.checkpoint.CheckpointWriter} says what a file looks
 * like, {@link io.heddle.hdfs.checkpoint.FileCheckpoint} reads them back.
 */
package io.heddle.hdfs.checkpoint;
