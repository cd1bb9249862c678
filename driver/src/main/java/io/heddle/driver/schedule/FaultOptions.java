package io.heddle.driver.schedule;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.task.ExclusionRules;
import io.heddle.driver.task.SpeculationRules;
import java.util.Objects;

/** How the scheduler deals with places and tasks that do worse than others. */
public record FaultOptions(ExclusionRules exclusion, SpeculationRules speculation) {
  /** Nothing is excluded, and no task gets a second attempt while it runs. */
  public static final FaultOptions NONE =
      new FaultOptions(ExclusionRules.NONE, SpeculationRules.NONE);

  public FaultOptions {
    Objects.requireNonNull(exclusion);
    Objects.requireNonNull(speculation);
  }

  public static FaultOptions of(HeddleConf conf) {
    // A local run has one executor: there is no elsewhere.
    boolean local = conf.get(ApplicationSettings.MASTER).startsWith("local");
    return new FaultOptions(
        local ? ExclusionRules.NONE : ExclusionRules.of(conf), SpeculationRules.of(conf));
  }
}
