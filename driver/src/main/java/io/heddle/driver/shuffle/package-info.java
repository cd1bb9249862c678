/**
 * Which map outputs exist and where. Start at {@link io.heddle.driver.shuffle.MapOutputRegistry}.
 * Who runs lost ones again is decided by the stages.
 */
package io.heddle.driver.shuffle;
