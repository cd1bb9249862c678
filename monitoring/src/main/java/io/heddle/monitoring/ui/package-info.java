/**
 * The status page. Start at {@link io.heddle.monitoring.ui.StatusServer}, which serves the pages
 * and the JSON of {@code io.heddle.monitoring.rest}; {@code StatusPages} says which page is where.
 *
 * <p>Pages are made on the server, on demand, from one snapshot of the store. They are read behind
 * the resource manager's proxy, under a path that is not known here: so all links are relative and
 * all pages lie in the root, and there are only GET requests. {@code Html} escapes whatever it is
 * given, so no page can be made to run what a user's names contain.
 */
package io.heddle.monitoring.ui;
