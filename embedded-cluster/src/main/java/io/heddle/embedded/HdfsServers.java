package io.heddle.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.blockmanagement.DatanodeDescriptor;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.EditLogFileOutputStream;
import org.apache.hadoop.hdfs.server.namenode.NameNode;

/**
 * One NameNode and a DataNode for each node.
 *
 * <p>Made by hand and not by MiniDFSCluster, which starts DataNodes one after another, waits in
 * steps of a second and puts a test-only rack mapping into the configuration. Each stop or start of
 * a DataNode is by one thread at a time.
 */
final class HdfsServers implements AutoCloseable {
  private final ClusterConf conf;
  private final NameNode nameNode;
  private final List<DataNode> dataNodes;

  private HdfsServers(ClusterConf conf, NameNode nameNode, int nodes) {
    this.conf = conf;
    this.nameNode = nameNode;
    this.dataNodes = new ArrayList<>(Collections.nCopies(nodes, null));
  }

  /**
   * Formats a new file system and starts all servers; returns when every DataNode has registered.
   */
  static HdfsServers start(ClusterConf conf, int nodes) throws IOException {
    EditLogFileOutputStream.setShouldSkipFsyncForTesting(true);
    Configuration nameNodeConf = conf.nameNode();
    NameNode.format(nameNodeConf);
    HdfsServers servers = new HdfsServers(conf, new NameNode(nameNodeConf), nodes);
    try {
      List<Integer> all = IntStream.range(0, nodes).boxed().toList();
      Parallel.run("datanode", all, servers::startDataNode);
      for (int node : all) {
        servers.awaitRegistered(node);
      }
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
    return servers;
  }

  NameNode nameNode() {
    return nameNode;
  }

  /** The running DataNode of a node. */
  DataNode dataNode(int node) {
    synchronized (dataNodes) {
      DataNode dataNode = dataNodes.get(node);
      if (dataNode == null) {
        throw new IllegalStateException("the DataNode of node " + node + " is stopped");
      }
      return dataNode;
    }
  }

  void startDataNode(int node) throws IOException {
    DataNode dataNode = DataNode.createDataNode(new String[0], conf.dataNode(node));
    synchronized (dataNodes) {
      dataNodes.set(node, dataNode);
    }
  }

  void stopDataNode(int node) {
    DataNode dataNode = dataNode(node);
    synchronized (dataNodes) {
      dataNodes.set(node, null);
    }
    dataNode.shutdown();
  }

  /** The address by which the NameNode knows a node's DataNode. */
  InetSocketAddress address(int node) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), dataNode(node).getXferPort());
  }

  /** Waits until a started DataNode has registered with the NameNode and reported its blocks. */
  void awaitRegistered(int node) throws IOException {
    DataNode dataNode = dataNode(node);
    Waiting.until("the DataNode of node " + node + " has registered", () -> registered(dataNode));
  }

  private boolean registered(DataNode dataNode) {
    DatanodeDescriptor known =
        nameNode
            .getNamesystem()
            .getBlockManager()
            .getDatanodeManager()
            .getDatanode(dataNode.getDatanodeUuid());
    return known != null
        && known.isAlive()
        && known.getXferPort() == dataNode.getXferPort()
        && known.getStorageInfos().length > 0
        && known.checkBlockReportReceived();
  }

  @Override
  public void close() throws IOException {
    List<DataNode> running;
    synchronized (dataNodes) {
      running = dataNodes.stream().filter(node -> node != null).toList();
      Collections.fill(dataNodes, null);
    }
    Parallel.run("datanode-stop", running, DataNode::shutdown);
    nameNode.stop();
    nameNode.joinHttpServer();
  }
}
