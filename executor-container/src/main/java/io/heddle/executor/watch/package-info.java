/**
 * Keeps the executor's process below its container's limit, beyond which YARN kills it: {@link
 * io.heddle.executor.watch.MemoryWatch} reads how large it is, {@link
 * io.heddle.executor.watch.PressureSteps} decides what to do about it, and a {@link
 * io.heddle.executor.watch.Relief} does it. Who may use how much of the heap is the business of
 * {@code memory}: this is about all that the process takes.
 */
package io.heddle.executor.watch;
