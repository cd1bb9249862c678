package io.heddle.embedded;

import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.util.RackResolver;

/**
 * A program that knows the cluster by the configuration on its class path only, and says what it
 * sees of it.
 */
final class PlainClient {
  private PlainClient() {}

  public static void main(String[] args) throws Exception {
    YarnConfiguration conf = new YarnConfiguration();
    try (FileSystem fileSystem = FileSystem.get(conf)) {
      for (BlockLocation block : fileSystem.getFileBlockLocations(new Path(args[0]), 0, 1)) {
        String path = block.getTopologyPaths()[0];
        String rack = path.substring(0, path.lastIndexOf('/'));
        System.out.println("block on " + block.getHosts()[0] + " rack " + rack);
      }
    }
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(conf);
      client.start();
      for (NodeReport node : client.getNodeReports(NodeState.RUNNING)) {
        System.out.println("node " + node.getNodeId().getHost() + " rack " + node.getRackName());
      }
    }
    RackResolver.init(conf);
    String rack = RackResolver.resolve("127.0.0.12").getNetworkLocation();
    System.out.println("resolved 127.0.0.12 to " + rack);
  }
}
