/**
 * Brings the values of equal keys of several inputs together: groups and joins, within the task's
 * memory and beyond it. Start at {@link io.heddle.executor.join.TaskKeyTables}. Folding the values
 * of a key into one is in {@code combine}.
 */
package io.heddle.executor.join;
