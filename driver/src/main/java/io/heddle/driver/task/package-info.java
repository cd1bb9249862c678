/**
 * The tasks of one stage and which executor may run which: start at {@link
 * io.heddle.driver.task.TaskSetState}. Locality levels and the waits between them are in {@link
 * io.heddle.driver.task.LocalityLadder}. What a task's outcome means for its stage is not in here.
 */
package io.heddle.driver.task;
