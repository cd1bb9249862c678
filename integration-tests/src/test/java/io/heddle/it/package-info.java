/**
 * Real applications on a real cluster: HDFS and YARN run in the test's JVM, the ApplicationMaster,
 * the executors and the {@code heddle} command are processes of the built distribution.
 *
 * <p>Start at {@link io.heddle.it.TestCluster#shared()}. It gives a {@link io.heddle.it.Heddle} to
 * run commands with, files in HDFS, and what an application's event log tells ({@link
 * io.heddle.it.TestCluster#status}). Programs for tests are in {@code io.heddle.it.program}; {@link
 * io.heddle.it.ProgramJar} packs them. What is asserted is in the packages below, by topic.
 */
package io.heddle.it;
