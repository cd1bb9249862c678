/**
 * Text input: {@link io.heddle.hdfs.text.TextFiles} is the lineage node, {@code SplitPlanner} cuts
 * and packs files into partitions, {@code LineReader} makes lines of bytes. Writing is in {@code
 * output}.
 */
package io.heddle.hdfs.text;
