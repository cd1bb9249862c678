package io.heddle.shuffle.client;

import io.heddle.shuffle.wire.BlockRange;
import java.util.ArrayList;
import java.util.List;

/** The blocks that one fetcher asks for in one request. */
final class FetchBatch {
  final BlockFetcher fetcher;
  final List<BlockTask> tasks;

  FetchBatch(BlockFetcher fetcher, List<BlockTask> tasks) {
    this.fetcher = fetcher;
    this.tasks = tasks;
  }

  Endpoint endpoint() {
    return tasks.get(0).address.endpoint();
  }

  List<BlockRange> ranges() {
    List<BlockRange> ranges = new ArrayList<>(tasks.size());
    for (BlockTask task : tasks) {
      ranges.add(task.address.range());
    }
    return ranges;
  }
}
