/**
 * Tables that combine values by key, on both sides of a shuffle. Start at {@link
 * io.heddle.executor.combine.CombineTable}; {@link io.heddle.executor.combine.TableWriter} puts a
 * table's contents into frames by partition. Here is neither memory policy (what to do when a table
 * is full is its owner's decision) nor files.
 */
package io.heddle.executor.combine;
