/**
 * Logs of containers: from their nodes while an application runs, from YARN's aggregated files
 * after.
 */
package io.heddle.client.logs;
