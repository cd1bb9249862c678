/**
 * Blocks between the processes of an application: {@link io.heddle.executor.peer.Peers} serves this
 * executor's to others and reads theirs. What blocks there are is the business of {@code block} and
 * {@code broadcast}.
 */
package io.heddle.executor.peer;
