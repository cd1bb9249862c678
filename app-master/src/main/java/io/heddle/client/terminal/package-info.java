/**
 * What a person sees: progress that is redrawn in place on a terminal, plain lines elsewhere, and
 * tables. What is shown is decided by functions of a {@link io.heddle.client.terminal.Snapshot};
 * only {@link io.heddle.client.terminal.Screen} and the two views write.
 */
package io.heddle.client.terminal;
