package io.heddle.executor.runner;

import com.google.protobuf.ByteString;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.concurrent.ConcurrentHashMap;

/** The programs of stages as the driver sent them. Safe for all threads. */
final class StagePrograms {
  private final ConcurrentHashMap<Integer, ByteString> programs = new ConcurrentHashMap<>();

  void put(int stageId, ByteString program) {
    programs.put(stageId, program);
  }

  void forget(int stageId) {
    programs.remove(stageId);
  }

  void clear() {
    programs.clear();
  }

  /**
   * @throws HeddleException PROTOCOL_VIOLATION when the driver sent none
   */
  ByteString get(int stageId) {
    ByteString program = programs.get(stageId);
    if (program == null) {
      throw new HeddleException(
          ErrorCode.PROTOCOL_VIOLATION, "the driver sent no program of stage " + stageId);
    }
    return program;
  }
}
