/**
 * Sorts the pairs of a task by key, within its memory. Start at {@link
 * io.heddle.executor.sort.PairSorter}; where the order is the natural one and keys are strings or
 * whole numbers, {@link io.heddle.executor.sort.RowBuffer} holds pairs as plain bytes and sorts
 * them by prefixes of their keys.
 */
package io.heddle.executor.sort;
