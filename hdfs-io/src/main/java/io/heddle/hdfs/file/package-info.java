/**
 * Reaching files. {@link io.heddle.hdfs.file.FileAccess} is the port; one implementation is plain
 * {@code java.nio} for local disks, the other Hadoop's {@code FileSystem}. Paths are texts, with or
 * without a scheme. What the bytes mean is not known here.
 */
package io.heddle.hdfs.file;
