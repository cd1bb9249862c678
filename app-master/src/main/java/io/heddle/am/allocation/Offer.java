package io.heddle.am.allocation;

/**
 * A container that the ResourceManager allocated.
 *
 * @param containerId YARN's
 * @param host as the NodeManager calls itself
 * @param rack empty when not known
 */
public record Offer(String containerId, String host, String rack) {}
