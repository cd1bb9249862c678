package io.heddle.am.container;

import org.apache.hadoop.yarn.api.records.Container;

/**
 * A container that an executor is started in.
 *
 * @param executorId its name for the driver
 * @param rack empty when not known
 */
record ExecutorContainer(String executorId, Container container, String rack) {
  String containerId() {
    return container.getId().toString();
  }

  String host() {
    return container.getNodeId().getHost();
  }
}
