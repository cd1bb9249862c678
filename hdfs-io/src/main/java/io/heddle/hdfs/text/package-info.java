/**
 * Text input: {@link io.heddle.hdfs.text.TextFiles} is the lineage node; {@code InputFiles} finds
 * files, {@code SplitPlanner} cuts them, {@code SplitPacker} puts small ones together, {@code
 * LineReader} makes lines of bytes. {@link io.heddle.hdfs.text.TextFileStore} is the service that
 * the API finds. Writing is in {@code output}.
 */
package io.heddle.hdfs.text;
