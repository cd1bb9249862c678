/**
 * Serves the map outputs of several applications to their executors.
 *
 * <p>Start with {@link io.heddle.shuffle.server.ShuffleServer}; one {@code ServerConnection} per
 * connection holds the protocol's server side. Not here: YARN (see {@code yarn}), and writing map
 * outputs (executors do that).
 */
package io.heddle.shuffle.server;
