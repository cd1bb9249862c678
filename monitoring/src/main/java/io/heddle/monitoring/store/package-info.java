/**
 * The state of an application, made from events. Start at {@link
 * io.heddle.monitoring.store.StatusStore}: events go in, immutable records ({@code …Status}, {@link
 * io.heddle.monitoring.store.Summary}, {@link io.heddle.monitoring.store.Totals}) come out. Inside,
 * {@code StatusState} is the state machine and the {@code …Table} classes say what is kept and what
 * goes.
 *
 * <p>The records are also what the REST interface writes: the names of their components are field
 * names there and do not change. What people see of them is in {@code io.heddle.monitoring.ui} and
 * {@code io.heddle.monitoring.text}.
 */
package io.heddle.monitoring.store;
