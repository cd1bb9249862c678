package io.heddle.embedded;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running cluster is told to do, as text: {@code stop-node-manager N}, {@code
 * start-node-manager N}, {@code stop-data-node N}, {@code start-data-node N}. Nodes are counted
 * from 0. A command is obeyed when the method of {@link EmbeddedCluster} of that meaning has
 * returned.
 */
final class ClusterCommand {
  private static final Pattern FORMAT = Pattern.compile("([a-z-]+) (\\d{1,4})");

  private ClusterCommand() {}

  /** Does what a line says; returns the answer. */
  static String obey(String line, EmbeddedCluster cluster) {
    Matcher words = FORMAT.matcher(line.strip());
    if (!words.matches()) {
      return failed(line, "no command and node");
    }
    int node = Integer.parseInt(words.group(2));
    if (node >= cluster.nodes()) {
      return failed(line, "there are " + cluster.nodes() + " nodes");
    }
    try {
      switch (words.group(1)) {
        case "stop-node-manager" -> cluster.stopNodeManager(node);
        case "start-node-manager" -> cluster.startNodeManager(node);
        case "stop-data-node" -> cluster.stopDataNode(node);
        case "start-data-node" -> cluster.startDataNode(node);
        default -> {
          return failed(line, "unknown");
        }
      }
      return "DONE " + line.strip();
    } catch (IOException | RuntimeException e) {
      return failed(line, e.toString());
    }
  }

  private static String failed(String line, String why) {
    return String.join(" ", List.of("FAILED", line.strip() + ":", why.replaceAll("\\s+", " ")));
  }
}
