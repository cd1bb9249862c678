/**
 * What a second attempt of the ApplicationMaster goes on from: start at {@link
 * io.heddle.driver.recovery.Recovery}. Stages and jobs are recognised by their {@link
 * io.heddle.driver.recovery.Fingerprint}; what was done for them is in the {@link
 * io.heddle.driver.recovery.Journal} that each attempt writes and its successors read. Where the
 * file lies is behind {@link io.heddle.driver.recovery.JournalStore}; what is done with outputs
 * taken over is the scheduler's.
 */
package io.heddle.driver.recovery;
