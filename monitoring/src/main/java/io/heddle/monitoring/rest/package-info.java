/**
 * The store as JSON, and the client's side of it. Start at {@link
 * io.heddle.monitoring.rest.RestApi}, which lists the paths; {@link
 * io.heddle.monitoring.rest.SummaryReader} reads a summary back. JSON is written and read from the
 * store's records by {@code Json}, {@code JsonReader} and {@code JsonRecords}.
 *
 * <p>Not here: HTTP, which is in {@code io.heddle.monitoring.ui}.
 */
package io.heddle.monitoring.rest;
