/**
 * Text output and its commit: {@link io.heddle.hdfs.output.TextOutput} is the driver's side, {@code
 * TextPartitionWriter} the tasks'. Nothing is visible in the output directory before the job's
 * commit.
 */
package io.heddle.hdfs.output;
