/**
 * Files: the only package tree of the engine that uses Hadoop's file systems. {@link
 * io.heddle.hdfs.HdfsFileStore} is the service behind {@code textFile} and {@code saveAsTextFile};
 * {@code file} reaches files on local disks (without Hadoop's classes, for quick starts) and on
 * Hadoop's file systems, {@code text} cuts input into splits and lines, {@code output} writes and
 * commits. {@link io.heddle.hdfs.HadoopConf} and {@link io.heddle.hdfs.ApplicationSecret} serve the
 * processes of an application on YARN.
 */
package io.heddle.hdfs;
