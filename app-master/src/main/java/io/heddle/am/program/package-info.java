/**
 * Runs the user's {@code main}: with its own class loader and thread, and with a meaning for every
 * way in which it can end. Start at {@link io.heddle.am.program.UserProgram}. Used by the
 * ApplicationMaster and by local runs alike; nothing in here knows YARN.
 */
package io.heddle.am.program;
