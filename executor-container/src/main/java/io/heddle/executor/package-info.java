/**
 * The executor: runs tasks that the driver sends over one stream. {@code ExecutorMain} is the
 * process in a YARN container; {@code ExecutorRuntime} is the same executor within another process,
 * for local runs. Scheduling decisions are the driver's.
 */
package io.heddle.executor;
