/**
 * Status for people: {@link io.heddle.monitoring.text.Human} turns numbers into words for pages and
 * terminals alike, {@link io.heddle.monitoring.text.StatusText} makes tables for terminals of the
 * store's records.
 *
 * <p>Not here: colours, cursor movement and progress bars, which are the terminal's owner's affair.
 */
package io.heddle.monitoring.text;
