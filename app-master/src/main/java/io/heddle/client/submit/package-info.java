/**
 * From {@code heddle submit} to the end of an application: {@link
 * io.heddle.client.submit.YarnSubmission} hands it to YARN, {@link
 * io.heddle.client.submit.ApplicationWatch} follows it, {@link io.heddle.client.submit.LocalRun}
 * runs it in this JVM instead.
 */
package io.heddle.client.submit;
