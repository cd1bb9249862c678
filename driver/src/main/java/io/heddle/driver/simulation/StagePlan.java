package io.heddle.driver.simulation;

import io.heddle.driver.stage.StageSpec;

/**
 * A stage of a simulated program.
 *
 * @param taskMillis that its tasks take
 * @param replication of the blocks that it caches
 */
record StagePlan(StageSpec spec, int taskMillis, int replication) {}
