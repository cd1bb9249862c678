/**
 * What applications compute, where their tasks run, and what users are told. Start at {@link
 * io.heddle.it.content.WordCountIT}. Losses of processes and machines are not here.
 */
package io.heddle.it.content;
