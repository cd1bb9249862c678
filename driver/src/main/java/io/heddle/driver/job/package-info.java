/**
 * Jobs: planning them from lineage ({@link io.heddle.driver.job.JobPlanner}) and their state in the
 * scheduler ({@link io.heddle.driver.job.JobState}).
 */
package io.heddle.driver.job;
