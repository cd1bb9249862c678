package io.heddle.hdfs.text;

import io.heddle.rdd.lineage.HostLocation;
import java.io.Serializable;
import java.util.List;

/**
 * A stretch of one file. It owns the lines that begin after {@code offset} and up to and including
 * {@code offset + length}; the first stretch of a file owns the line at 0 too.
 */
record TextSplit(String path, long offset, long length) implements Serializable {

  /** A split with the hosts that hold its bytes; for planning only, hosts are not shipped. */
  record Placed(TextSplit split, List<HostLocation> hosts) {}
}
