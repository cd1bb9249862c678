package io.heddle.embedded;

import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * A container whose process runs.
 *
 * @param node index of the node that it runs on
 * @param pid the process that YARN launched: the leader of the container's process group
 * @param applicationMaster whether it is the container of an application's ApplicationMaster
 */
public record RunningContainer(ContainerId id, int node, long pid, boolean applicationMaster) {}
