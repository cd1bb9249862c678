/**
 * Where settings come from: files, {@code --conf}, options of the command line, and Spark's keys.
 * Start at {@link io.heddle.client.settings.SettingSources}.
 */
package io.heddle.client.settings;
