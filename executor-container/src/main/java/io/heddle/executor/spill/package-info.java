/**
 * Records as compressed frames, and the temporary files they go to when memory is short. Start at
 * {@link io.heddle.executor.spill.FrameFormat}. Who decides to spill, and which records lie in
 * which segment, is the business of the users: shuffle, combine tables, block cache.
 */
package io.heddle.executor.spill;
