/**
 * The driver: takes jobs, plans them, schedules their tasks on executors and tracks what comes
 * back. Start at {@link io.heddle.driver.Driver}. The decisions are made in {@code schedule}, by a
 * state machine without clock, thread or I/O; this package is the shell around it. YARN is not in
 * here: who starts executors stands behind {@link io.heddle.driver.allocation.ExecutorProvider}.
 */
package io.heddle.driver;
