/**
 * The scheduler: a state machine that takes events and answers with actions. It does no I/O, reads
 * no clock, starts no thread and makes no random choice, so the same events at the same times give
 * the same actions. Start at {@link io.heddle.driver.schedule.Scheduler}.
 *
 * <pre>
 *   events ─► Scheduler ─┬► Jobs ────► Stages ──► StageGraph, MapOutputRegistry
 *                        ├► Attempts ──────┘
 *                        ├► Fleet (executors come, go, fall silent)
 *                        ├► Allocation (how many are asked for, which are let go)
 *                        └► Placement (free slots ← pending tasks) ─► actions
 * </pre>
 */
package io.heddle.driver.schedule;
