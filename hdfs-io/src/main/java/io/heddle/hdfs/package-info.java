/**
 * Files: the only package tree of the engine that uses Hadoop's file systems. Here is what an
 * application's processes on YARN share: {@link io.heddle.hdfs.HadoopConf}, {@link
 * io.heddle.hdfs.ApplicationSecret}, {@link io.heddle.hdfs.DelegationTokens} and {@link
 * io.heddle.hdfs.StagedFiles}. The layers below: {@code file} reaches files on local disks (without
 * Hadoop's classes, for quick starts) and on Hadoop's file systems, {@code text} reads lines and
 * whole files and is the service behind {@code textFile}, {@code format} reads with Hadoop's input
 * formats, {@code output} writes and commits, {@code checkpoint} keeps an RDD's records. Nothing
 * here knows YARN.
 */
package io.heddle.hdfs;
