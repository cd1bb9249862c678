package io.heddle.executor.runner;

import com.google.protobuf.ByteString;
import io.heddle.rdd.broadcast.BroadcastHome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deserialised programs of one slot: one copy a stage. So functions are never run by two
 * threads at once; what they keep in fields they find again in the next task of the stage on the
 * same slot, on which no program may rely. Used by the slot's thread.
 */
final class ProgramCache {
  private static final int STAGES = 16;

  private record Entry(ByteString bytes, LoadedProgram program) {}

  private final ClassLoader classes;
  private final BroadcastHome home;
  private final Map<Integer, Entry> entries =
      new LinkedHashMap<>(2 * STAGES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Entry> eldest) {
          return size() > STAGES;
        }
      };

  ProgramCache(ClassLoader classes, BroadcastHome home) {
    this.classes = classes;
    this.home = home;
  }

  LoadedProgram get(int stageId, ByteString bytes) {
    Entry entry = entries.get(stageId);
    if (entry == null || entry.bytes() != bytes) {
      entry = new Entry(bytes, LoadedProgram.read(bytes.toByteArray(), classes, home));
      entries.put(stageId, entry);
    }
    return entry.program();
  }
}
