/** An embedded cluster as a child process of the command, for a newcomer's laptop. */
package io.heddle.client.cluster;
