/**
 * The ApplicationMaster: the process in which YARN starts an application, and which hosts its
 * driver. Start at {@link io.heddle.am.ApplicationMaster}. What it shares with the client stands in
 * {@code launch}, running the user's program in {@code program}, executors in {@code container} and
 * {@code allocation}.
 */
package io.heddle.am;
