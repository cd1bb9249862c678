/**
 * Executors on YARN: {@link io.heddle.am.container.YarnExecutorProvider} is the driver's {@link
 * io.heddle.driver.allocation.ExecutorProvider}. One thread ({@link
 * io.heddle.am.container.ResourceManagerLoop}) heartbeats to the ResourceManager and owns what was
 * asked for; a pool ({@link io.heddle.am.container.ExecutorLauncher}) talks to NodeManagers. What
 * to ask for is decided in {@code io.heddle.am.allocation}.
 */
package io.heddle.am.container;
