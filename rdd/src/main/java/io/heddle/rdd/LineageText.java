package io.heddle.rdd;

import io.heddle.rdd.lineage.Dependency;
import io.heddle.rdd.lineage.Lineage;
import java.util.HashSet;
import java.util.Set;

/** Lineage for people: a node a line, parents below, indented behind a shuffle or a fork. */
final class LineageText {
  private LineageText() {}

  static String of(Lineage<?> node) {
    StringBuilder text = new StringBuilder();
    append(node, 0, text, new HashSet<>());
    return text.toString();
  }

  private static void append(Lineage<?> node, int depth, StringBuilder text, Set<Integer> written) {
    text.append(" ".repeat(2 * depth))
        .append('(')
        .append(node.partitions().size())
        .append(") ")
        .append(node.describe())
        .append(" [")
        .append(node.id())
        .append(']');
    if (node.storageLevel() != StorageLevel.NONE) {
      text.append(' ').append(node.storageLevel());
    }
    boolean again = !written.add(node.id());
    text.append(again && !node.dependencies().isEmpty() ? " (made as above)\n" : "\n");
    if (again) {
      return;
    }
    for (Dependency dependency : node.dependencies()) {
      boolean further = dependency instanceof Dependency.Shuffle || node.dependencies().size() > 1;
      append(dependency.parent(), further ? depth + 1 : depth, text, written);
    }
  }
}
