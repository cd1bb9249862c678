package io.heddle.driver.pool;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.SchedulingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that is configured about pools. Immutable.
 *
 * @param mode between pools; when it is FIFO there are none
 * @param byName those of the pools file; others may be named all the same
 */
public record PoolSpecs(SchedulingMode mode, Map<String, PoolSpec> byName) {
  /** The property of a thread by which it chooses the pool of its jobs. */
  public static final String PROPERTY = "heddle.scheduler.pool";

  /** What the pools file is called in the directories of containers, where the client brings it. */
  public static final String FILE_IN_CONTAINER = "heddle-pools.xml";

  public static final PoolSpecs FIFO = new PoolSpecs(SchedulingMode.FIFO, Map.of());

  public PoolSpecs {
    Objects.requireNonNull(mode);
    byName = Map.copyOf(byName);
  }

  /**
   * Reads the pools file when there is one.
   *
   * @throws io.heddle.error.HeddleException INPUT_NOT_FOUND or BAD_SETTING
   */
  public static PoolSpecs of(HeddleConf conf) {
    SchedulingMode mode = conf.get(SchedulerSettings.MODE);
    String file = conf.get(SchedulerSettings.ALLOCATION_FILE);
    if (mode == SchedulingMode.FIFO || file.isEmpty()) {
      return new PoolSpecs(mode, Map.of());
    }
    List<PoolSpec> pools = PoolFile.read(file);
    return new PoolSpecs(
        mode, pools.stream().collect(Collectors.toMap(PoolSpec::name, Function.identity())));
  }

  /** The pool of a job. */
  public PoolSpec ofJob(Map<String, String> properties) {
    String name = properties.getOrDefault(PROPERTY, PoolSpec.DEFAULT_NAME);
    PoolSpec known = byName.get(name);
    return known == null ? PoolSpec.plain(name) : known;
  }
}
