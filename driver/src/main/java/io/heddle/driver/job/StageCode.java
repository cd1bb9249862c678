package io.heddle.driver.job;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.heddle.driver.recovery.ProgramScan;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Partition;
import io.heddle.task.StageProgram;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What executors get of a stage, as bytes: its program, and a split for each task. Made by the
 * thread that submits the job; immutable.
 */
public final class StageCode {
  private final ByteString program;
  private final ByteString[] splits;
  private final IntUnaryOperator partitionOf;

  private StageCode(ByteString program, ByteString[] splits, IntUnaryOperator partitionOf) {
    this.program = program;
    this.splits = splits;
    this.partitionOf = partitionOf;
  }

  /**
   * @param partitions of the stage's last node
   * @param tasks how many; task i works on partition {@code partitionOf(i)}
   * @param scan takes notes of what the program holds
   * @throws io.heddle.error.HeddleException NOT_SERIALIZABLE
   */
  static StageCode of(
      StageProgram program,
      List<Partition> partitions,
      int tasks,
      IntUnaryOperator partitionOf,
      ProgramScan scan) {
    ByteString code = UnsafeByteOperations.unsafeWrap(JavaSerialization.write(program, scan));
    SplitWriter writer = new SplitWriter();
    ByteString[] splits = new ByteString[tasks];
    for (int i = 0; i < tasks; i++) {
      splits[i] = writer.write(partitions.get(partitionOf.applyAsInt(i)));
    }
    return new StageCode(code, splits, partitionOf);
  }

  int tasks() {
    return splits.length;
  }

  /** An {@link StageProgram}, Java-serialised. */
  public ByteString program() {
    return program;
  }

  /** A {@link Partition}, Java-serialised. */
  public ByteString split(int task) {
    return splits[task];
  }

  /** The partition's number, as the program knows it. */
  public int partition(int task) {
    return partitionOf.applyAsInt(task);
  }
}
