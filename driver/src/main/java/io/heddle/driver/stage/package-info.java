/**
 * Stages and how they hang together: start at {@link io.heddle.driver.stage.StageGraph}. When one
 * runs is decided in {@code schedule}.
 */
package io.heddle.driver.stage;
