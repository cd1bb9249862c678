package io.heddle.hdfs.text;

import io.heddle.rdd.lineage.HostLocation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of one file. It owns the lines that begin after {@code offset} and up to and including
 * {@code offset + length}; the first stretch of a file owns the line at 0 too.
 */
record TextSplit(String path, long offset, long length) implements Serializable {

  /** Takes splits that follow one another in one file as one, so that it is opened once. */
  static List<TextSplit> joined(List<TextSplit> splits) {
    List<TextSplit> joined = new ArrayList<>();
    for (TextSplit split : splits) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).isFollowedBy(split)) {
        TextSplit before = joined.remove(last);
        joined.add(new TextSplit(before.path, before.offset, before.length + split.length));
      } else {
        joined.add(split);
      }
    }
    return joined;
  }

  private boolean isFollowedBy(TextSplit next) {
    return path.equals(next.path) && offset + length == next.offset;
  }

  /** A split with the hosts that hold its bytes; for planning only, hosts are not shipped. */
  record Placed(TextSplit split, List<HostLocation> hosts) {}
}
