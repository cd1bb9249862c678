package io.heddle.monitoring.store;

import java.util.List;

/**
 * Some of a stage's tasks.
 *
 * @param retained how many of the stage's attempts are in the store
 * @param offset of the first one here
 */
public record TaskPage(int stageId, int retained, int offset, List<TaskStatus> tasks) {}
