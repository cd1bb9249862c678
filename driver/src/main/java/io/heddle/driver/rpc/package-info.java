/**
 * The driver's side of the conversation with executors, as {@code executor.proto} has it: start at
 * {@link io.heddle.driver.rpc.ExecutorServer}. What the messages mean is not decided here.
 */
package io.heddle.driver.rpc;
