package io.heddle.driver.job;

import io.heddle.driver.stage.StageSpec;
import io.heddle.rdd.spi.JobHandle;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A job as it was planned.
 *
 * @param jobId unique in the application, ascending in the order of submission
 * @param action the API's word for it: {@code collect}
 * @param callSite where the user called it
 * @param properties of the thread that submitted it: group, description, what a scheduler may read
 * @param mapStages all that the result is made from, parents before children; some may have run
 * @param cachedNames of the persisted nodes met, by id, for people
 */
public record JobSpec(
    int jobId,
    String action,
    String callSite,
    Map<String, String> properties,
    StageSpec result,
    List<StageSpec> mapStages,
    Map<Integer, String> cachedNames) {
  public JobSpec {
    Objects.requireNonNull(action);
    Objects.requireNonNull(callSite);
    Objects.requireNonNull(result);
    properties = Map.copyOf(properties);
    mapStages = List.copyOf(mapStages);
    cachedNames = Map.copyOf(cachedNames);
  }

  /** What people see: the description that the program gave, else the action's name. */
  public String title() {
    return properties.getOrDefault(JobHandle.DESCRIPTION, action);
  }
}
