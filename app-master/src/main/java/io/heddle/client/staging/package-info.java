/**
 * From this machine to HDFS: what an installation of Heddle holds, the engine as one archive, the
 * configuration as another, and the upload of what is not there yet. Everything is named by a hash
 * of its content, so what is there is never sent again. Start at {@link
 * io.heddle.client.staging.EngineArchive}.
 */
package io.heddle.client.staging;
