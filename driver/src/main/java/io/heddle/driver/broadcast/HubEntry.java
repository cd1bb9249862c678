package io.heddle.driver.broadcast;

import io.heddle.rdd.broadcast.BroadcastChunks;
import io.heddle.rdd.broadcast.BroadcastHolder;
import io.heddle.shuffle.server.PeerBlock;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One broadcast's chunks, and which executors have some of them. Safe for all threads. */
final class HubEntry {
  private static final int MOST_TOLD = 32;

  private final BroadcastChunks table;
  private final List<byte[]> chunks;
  private final Map<String, BroadcastHolder> holders = new HashMap<>();
  private String digest;

  HubEntry(BroadcastChunks.Cut cut) {
    table = cut.table();
    chunks = cut.chunks();
  }

  /** SHA-256 of the chunks, one after the other. */
  synchronized String digest() {
    if (digest == null) {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        chunks.forEach(sha::update);
        digest = table.rawBytes() + " " + HexFormat.of().formatHex(sha.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JVM has SHA-256", e);
      }
    }
    return digest;
  }

  /** Null when there is no such chunk. */
  PeerBlock chunk(int number) {
    return number < 0 || number >= chunks.size()
        ? null
        : PeerBlock.ofBytes(chunks.get(number), table.checksum(number));
  }

  /** Notes what an executor has; gives some of the others that have something, at random. */
  synchronized String exchange(BroadcastHolder asking) {
    holders.remove(asking.executorId());
    List<BroadcastHolder> others = new ArrayList<>(holders.values());
    if (asking.count() > 0) {
      holders.put(asking.executorId(), asking);
    }
    Collections.shuffle(others);
    return others.stream()
        .limit(MOST_TOLD)
        .map(BroadcastHolder::text)
        .collect(Collectors.joining("\n"));
  }

  synchronized void lost(String executorId) {
    holders.remove(executorId);
  }

  synchronized void nobodyHasIt() {
    holders.clear();
  }
}
