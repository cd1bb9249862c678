package io.heddle.hdfs.file;

import io.heddle.rdd.lineage.HostLocation;
import java.util.List;

/**
 * A stretch of a file that lies together.
 *
 * @param hosts that hold it, best first; empty when it does not matter
 */
public record BlockPlace(long offset, long length, List<HostLocation> hosts) {
  public BlockPlace {
    hosts = List.copyOf(hosts);
  }
}
