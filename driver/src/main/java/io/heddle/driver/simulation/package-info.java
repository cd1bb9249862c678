/**
 * Runs the real scheduler against a world made from a seed: a cluster, programs that submit jobs,
 * and faults, all in virtual time. What must hold is checked at every step. Start at {@link
 * io.heddle.driver.simulation.Simulation}.
 *
 * <pre>
 *   Workload, SimExecutor, SimProvider, Faults ─events─► SchedulerShell ─► Scheduler
 *        ▲                                                    │
 *        └──────────────── Performance ◄────── actions ───────┘
 *                               │
 *          Ledger (what the scheduler was told) ─► LaunchChecks, WaitChecks, ResultChecks
 * </pre>
 *
 * <p>The scheduler knows what events told it; the truth lies in {@code Disks} and in the executors,
 * which keep what they were really sent. Nothing else of the engine uses this package.
 */
package io.heddle.driver.simulation;
