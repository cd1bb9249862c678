/**
 * {@code heddle chaos}: real jobs on a cluster of its own, in which processes are killed, stopped
 * and cut off at random, each result compared with the truth. Start at {@link
 * io.heddle.client.chaos.Chaos}.
 */
package io.heddle.client.chaos;
