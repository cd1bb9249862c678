/**
 * Which containers to ask for, and what a container's end means: decisions only, without YARN's
 * client, clocks or threads. Start at {@link io.heddle.am.allocation.ContainerRequests}. Talking to
 * the ResourceManager and the NodeManagers is done by {@code io.heddle.am.container}.
 */
package io.heddle.am.allocation;
