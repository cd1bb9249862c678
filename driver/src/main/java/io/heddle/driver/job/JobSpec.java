package io.heddle.driver.job;

import io.heddle.driver.recovery.JobIdentity;
import io.heddle.driver.stage.StageSpec;
import io.heddle.rdd.spi.JobHandle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A job as it was planned.
 *
 * @param jobId unique in the application, ascending in the order of submission
 * @param action the API's word for it: {@code collect}
 * @param callSite where the user called it
 * @param properties of the thread that submitted it: group, description, what a scheduler may read
 * @param mapStages all that the result is made from, parents before children; some may have run
 * @param cachedNames of the persisted nodes met, by id, for people
 * @param identity by which a later attempt of the application recognises it; empty when it is run
 *     again whatever came of it
 */
public record JobSpec(
    int jobId,
    String action,
    String callSite,
    Map<String, String> properties,
    StageSpec result,
    List<StageSpec> mapStages,
    Map<Integer, String> cachedNames,
    Optional<JobIdentity> identity) {
  public JobSpec {
    Objects.requireNonNull(identity);
    Objects.requireNonNull(action);
    Objects.requireNonNull(callSite);
    Objects.requireNonNull(result);
    properties = Map.copyOf(properties);
    mapStages = List.copyOf(mapStages);
    cachedNames = Map.copyOf(cachedNames);
  }

  /** One that nobody will recognise. */
  public JobSpec(
      int jobId,
      String action,
      String callSite,
      Map<String, String> properties,
      StageSpec result,
      List<StageSpec> mapStages,
      Map<Integer, String> cachedNames) {
    this(jobId, action, callSite, properties, result, mapStages, cachedNames, Optional.empty());
  }

  /** What people see: the description that the program gave, else the action's name. */
  public String title() {
    return properties.getOrDefault(JobHandle.DESCRIPTION, action);
  }
}
