/**
 * Values kept as plain words rather than as objects, where their class allows: the heap holds a few
 * large arrays instead of many small objects. Start at {@link io.heddle.executor.row.ValueColumn};
 * sorting and tables by key are elsewhere.
 */
package io.heddle.executor.row;
