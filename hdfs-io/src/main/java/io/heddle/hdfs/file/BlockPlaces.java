package io.heddle.hdfs.file;

import io.heddle.rdd.lineage.HostLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.BlockLocation;

/** Reads hosts and racks out of what the NameNode tells of blocks. */
final class BlockPlaces {
  /** What file systems without places say. */
  private static final String NOWHERE = "localhost";

  private BlockPlaces() {}

  static List<BlockPlace> of(BlockLocation[] blocks, long fileLength) throws IOException {
    List<BlockPlace> places = new ArrayList<>(blocks.length);
    for (BlockLocation block : blocks) {
      // The last block may say more than the file held when it was listed.
      long length = Math.min(block.getLength(), fileLength - block.getOffset());
      if (length > 0) {
        places.add(new BlockPlace(block.getOffset(), length, hosts(block)));
      }
    }
    if (places.isEmpty() && fileLength > 0) {
      places.add(new BlockPlace(0, fileLength, List.of()));
    }
    return places;
  }

  private static List<HostLocation> hosts(BlockLocation block) throws IOException {
    String[] hosts = block.getHosts();
    String[] topology = block.getTopologyPaths();
    if (hosts.length == 1 && hosts[0].equals(NOWHERE)) {
      return List.of();
    }
    List<HostLocation> locations = new ArrayList<>(hosts.length);
    for (int i = 0; i < hosts.length; i++) {
      locations.add(new HostLocation(hosts[i], i < topology.length ? rack(topology[i]) : ""));
    }
    return locations;
  }

  /** {@code /rack1/10.0.0.1:9866} lies in {@code /rack1}. */
  private static String rack(String topologyPath) {
    int slash = topologyPath.lastIndexOf('/');
    return slash <= 0 ? "" : topologyPath.substring(0, slash);
  }
}
