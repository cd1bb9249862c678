package io.heddle.rdd.lineage;

import java.util.Objects;

/**
 * A host that holds a partition's data.
 *
 * @param host as HDFS and YARN name it
 * @param rack as the topology names it ({@code /rack1}); empty when not known
 */
public record HostLocation(String host, String rack) {
  public HostLocation {
    Objects.requireNonNull(host);
    Objects.requireNonNull(rack);
  }
}
