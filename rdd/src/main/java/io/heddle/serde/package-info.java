/**
 * Records to bytes and back, in bulk: arrays of values become typed columns, with one tag per batch
 * and no class name per record. Start at {@link io.heddle.serde.Serde}. Compression and framing
 * belong to the shuffle.
 */
package io.heddle.serde;
